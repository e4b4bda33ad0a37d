package io.tidegate.slackbot.request;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Rung;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.Spelling;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A slip of the pen in a name is answered here; whether the person may do it is not for the bot to say. */
final class Slips {
    private Slips() {}

    /** What came of looking at the names in a command. */
    sealed interface Mended {
        record Command(WindowCommand command) implements Mended {}

        /** @param explanation for people, mrkdwn */
        record Not(String explanation) implements Mended {}
    }

    static Mended mended(WindowCommand command, Window window) {
        return switch (command) {
            case WindowCommand.Attest(String criterion) ->
                known(command, criterion, attestable(window), "No criterion %s can be attested.");
            case WindowCommand.OverrideCriterion(String criterion, String reason) ->
                known(command, criterion, overridable(window), "No criterion %s can be overridden.");
            case WindowCommand.Skip(String step, String reason) ->
                known(command, step, open(window), "No step %s is still to be done.");
            case WindowCommand.RollBack(String reason, String rung)
            when rung != null -> known(command, rung, rungs(window), "There is no way back %s now.");
            case WindowCommand.Done done -> done(done, window);
            case WindowCommand other -> new Mended.Command(command);
        };
    }

    /** The first word names what is done where something is called so; else it begins the note. */
    private static Mended done(WindowCommand.Done done, Window window) {
        String typed = done.what();
        if (typed == null) {
            return new Mended.Command(done);
        }
        List<String> there = Question.of(window).stream()
                .filter(question -> question.choices().contains("done"))
                .map(Question::subject)
                .toList();
        Optional<String> exact =
                there.stream().filter(name -> name.equalsIgnoreCase(typed)).findFirst();
        if (exact.isPresent()) {
            return new Mended.Command(new WindowCommand.Done(exact.get(), done.note()));
        }
        Optional<String> near = Spelling.nearest(typed, there).filter(name -> name.length() > 3);
        return near.isPresent()
                ? not(typed, there, "Nothing that waits is called %s.")
                : new Mended.Command(new WindowCommand.Done(null, (typed + " " + done.note()).strip()));
    }

    private static Mended known(WindowCommand command, String typed, List<String> there, String sentence) {
        return there.contains(typed) ? new Mended.Command(command) : not(typed, there, sentence);
    }

    private static Mended not(String typed, List<String> there, String sentence) {
        String mend = Spelling.nearest(typed, there)
                .map(near -> " Did you mean " + Mrkdwn.code(near) + "?")
                .orElse("");
        return new Mended.Not("🤔 " + sentence.formatted(Mrkdwn.code(typed)) + mend + " There "
                + (there.isEmpty() ? "is none." : "are: " + codes(there) + "."));
    }

    private static List<String> attestable(Window window) {
        return window.plan().criteria().stream()
                .filter(known -> known.attestedBy() != null)
                .map(Plan.Criterion::id)
                .toList();
    }

    private static List<String> overridable(Window window) {
        return window.plan().criteria().stream()
                .filter(known -> known.override() != null)
                .map(Plan.Criterion::id)
                .toList();
    }

    /** Those that the plan lets somebody leave out first. */
    private static List<String> open(Window window) {
        List<Plan.Step> steps = window.steps().stream()
                .filter(step -> !step.isSettled())
                .map(StepState::id)
                .flatMap(step -> window.plan().step(step).stream())
                .toList();
        return Stream.concat(
                        steps.stream().filter(step -> !step.maySkip().isEmpty()),
                        steps.stream().filter(step -> step.maySkip().isEmpty()))
                .map(Plan.Step::id)
                .toList();
    }

    private static List<String> rungs(Window window) {
        return Rung.of(window).stream().map(Rung::step).toList();
    }

    private static String codes(List<String> words) {
        return words.stream().map(Mrkdwn::code).collect(Collectors.joining(", "));
    }
}
