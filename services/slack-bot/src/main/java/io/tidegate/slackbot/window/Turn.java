package io.tidegate.slackbot.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Holders;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose turn it is: who must act next, and how. What is asked of whom, {@link Question} says. */
public final class Turn {
    private Turn() {}

    /** A sentence in mrkdwn that names the people; empty when nobody needs to do anything. */
    public static Optional<String> of(Window window) {
        if (window.held() && !window.status().isFinal()) {
            return Optional.of(team(window) + ": resume or roll back.");
        }
        if (window.status() == Status.POSTPONED) {
            return Optional.of(team(window) + ": give it a new date, " + typed(window, "postpone <when> <reason>")
                    + ", or cancel it.");
        }
        List<String> turns = new ArrayList<>();
        if (failedPreparation(window)) {
            turns.add(team(window) + " mends what the failed check found and tries again");
        }
        asked(window).forEach((doing, who) -> turns.add(String.join(", ", who) + doing));
        if (turns.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join("; ", turns);
        return Optional.of(all.endsWith("?") ? all : all + ".");
    }

    /** A command as people have to type it: of a wave they say which window they mean. */
    public static String typed(Window window, String command) {
        String which = Optional.ofNullable(window.wave())
                .map(wave -> " --window " + wave.windowOn(window.plan().target()))
                .orElse("");
        return Mrkdwn.code("/migration " + command + which);
    }

    /** What is to be done, and who is to do it; where several people are to do the same, they are named together. */
    private static Map<String, List<String>> asked(Window window) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        for (Question question : Question.of(window)) {
            for (String role : question.isToAnswer() ? question.roles() : List.<String>of()) {
                asked.computeIfAbsent(doing(question, window), doing -> new ArrayList<>())
                        .add(who(question, role, window));
            }
        }
        return asked;
    }

    /** A person who was asked by name, else whoever holds the role. */
    private static String who(Question question, String role, Window window) {
        Window.Asked asked = window.availability().get(role);
        return question.choices().contains("available") && asked != null
                ? Mrkdwn.person(asked.person()) + " (" + Mrkdwn.escape(role) + ")"
                : holders(window.plan(), role);
    }

    private static String doing(Question question, Window window) {
        List<String> choices = question.choices();
        String doing;
        if (choices.contains("available")) {
            doing = ": will you be there?";
        } else if (choices.contains("attest")) {
            doing = " attests " + Mrkdwn.code(question.subject());
        } else if (choices.contains("go")) {
            doing = " says go or no-go";
        } else if (question.id().equals(Question.PERSON)) {
            doing = window.fix() == null
                    ? ": try the step again, take time to mend it, or roll back"
                    : ": mend it and try the step again, or roll back";
        } else if (question.id().equals(Question.STALLED)) {
            doing = ": hold, or roll back";
        } else if (question.id().equals(Question.PROPOSAL)) {
            doing = ": " + choices.stream().map(Turn::inWords).collect(Collectors.joining(", or "));
        } else {
            doing = " does “" + Mrkdwn.escape(Mrkdwn.atMost(120, question.text())) + "” and says so";
        }
        return doing + taken(question, window);
    }

    private static String inWords(String choice) {
        return switch (choice) {
            case "rollback" -> "roll back";
            case "go-on" -> "let it go on";
            case String word -> Mrkdwn.escape(word);
        };
    }

    private static String taken(Question question, Window window) {
        return Question.of(window).stream()
                .filter(called -> called.id().equals(calledFor(question)))
                .flatMap(called -> called.call(window).stream())
                .findFirst()
                .map(Window.Call::acknowledgedBy)
                .map(by -> " (" + Mrkdwn.person(by.id()) + " takes care of it)")
                .orElse("");
    }

    private static String calledFor(Question question) {
        boolean ofTheDecision =
                question.choices().contains("go") || question.choices().contains("attest");
        return ofTheDecision ? Question.DECISION : question.id();
    }

    /** A step of phase prepare has failed: the decision waits for somebody to try it again. */
    public static boolean failedPreparation(Window window) {
        return window.status() == Status.DECIDING
                && window.steps().stream().anyMatch(step -> step.progress() == StepState.Progress.FAILED);
    }

    /** The person with this role, and the backup: {@code <@U0RATNA> or <@U0DEWI> (migration-lead)}. */
    public static String holders(Plan plan, String role) {
        return Holders.of(plan, role, Markup.SLACK);
    }

    /** The approvers. */
    static String team(Window window) {
        return window.plan().approvals().stream()
                .map(role -> holders(window.plan(), role))
                .collect(Collectors.joining(", "));
    }

    /** Who holds these roles, for calling them. */
    static String holders(Plan plan, List<String> roles) {
        return roles.stream().map(role -> holders(plan, role)).collect(Collectors.joining(", "));
    }
}
