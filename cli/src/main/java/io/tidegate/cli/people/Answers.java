package io.tidegate.cli.people;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowCommand.Acknowledge;
import io.tidegate.contracts.window.WindowCommand.Attest;
import io.tidegate.contracts.window.WindowCommand.Available;
import io.tidegate.contracts.window.WindowCommand.Done;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.GoOn;
import io.tidegate.contracts.window.WindowCommand.RollBack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a team that does what it is asked, and as soon as it can be done, answers to a window's questions. */
public final class Answers {
    private final Set<String> silent;

    /** @param silent roles for which nobody answers */
    public Answers(Set<String> silent) {
        this.silent = Set.copyOf(silent);
    }

    /** @param person the chat user's id of who answers */
    public record Answer(Question question, String person, WindowCommand command) {}

    /** What is answered to the questions of this moment, in their order; none to those that nobody answers yet. */
    public List<Answer> to(Window window) {
        List<Answer> answers = new ArrayList<>();
        Set<String> spoken = new HashSet<>();
        window.approvals().forEach(approval -> spoken.add(approval.by().id()));
        Question.of(window).stream()
                .filter(Question::isToAnswer)
                .flatMap(question -> answer(window, question, spoken).stream())
                .filter(answer -> !isSaid(answers, answer))
                .forEach(answers::add);
        return answers;
    }

    /** Who will be there will be in every role. */
    private static boolean isSaid(List<Answer> answers, Answer answer) {
        return answer.command() instanceof Available
                && answers.stream()
                        .anyMatch(said -> said.command() instanceof Available
                                && said.person().equals(answer.person()));
    }

    private Optional<Answer> answer(Window window, Question question, Set<String> spoken) {
        String role = question.roles().stream()
                .filter(asked -> !silent.contains(asked))
                .findFirst()
                .orElse("");
        if (role.isEmpty()) {
            return Optional.empty();
        }
        String holder = holders(window.plan(), role).getFirst().person();
        if (question.choices().contains("available")) {
            String asked = Objects.requireNonNull(window.availability().get(question.subject()))
                    .person();
            return isSilent(window, asked)
                    ? Optional.empty()
                    : Optional.of(new Answer(question, asked, new Available(true, "")));
        }
        if (question.choices().contains("go")) {
            return isRehearsalOpen(window)
                    ? Optional.empty()
                    : Optional.of(new Answer(question, approver(window.plan(), role, spoken), new Go()));
        }
        return command(window, question).map(command -> new Answer(question, holder, command));
    }

    private static Optional<WindowCommand> command(Window window, Question question) {
        return switch (question.id()) {
            case Question.PERSON -> toFailure(window, question);
            case Question.PROPOSAL -> Optional.of(new GoOn("it goes on, and we watch it"));
            case Question.STALLED -> care(window, question);
            default ->
                Optional.of(
                        question.choices().contains("attest")
                                ? new Attest(question.subject())
                                : new Done(question.subject(), ""));
        };
    }

    /** They use the time to mend that the plan gives them; where it gives none they go back, once. */
    private static Optional<WindowCommand> toFailure(Window window, Question question) {
        Window.Fix fix = window.fix();
        if (fix != null && fix.thenRollBack()) {
            return care(window, question);
        }
        boolean isTried = window.plan().rollback().stream()
                .flatMap(step -> window.step(step.id()).stream())
                .anyMatch(step -> step.attempt() > 0);
        return isTried ? Optional.empty() : Optional.of(new RollBack("it cannot be mended in time"));
    }

    private static Optional<WindowCommand> care(Window window, Question question) {
        return question.isAcknowledged(window) ? Optional.empty() : Optional.of(new Acknowledge(question.id()));
    }

    /** A go is given to the rehearsal's result. */
    private static boolean isRehearsalOpen(Window window) {
        return window.plan().steps().stream()
                .filter(step -> step.run() instanceof Work.Rehearse)
                .flatMap(step -> window.step(step.id()).stream())
                .anyMatch(step -> step.isAtWork() || step.progress() == StepState.Progress.WAITING);
    }

    /** Who answers for one role answers for all of theirs, so that no answer is better than one. */
    private boolean isSilent(Window window, String person) {
        return window.plan().team().stream()
                .anyMatch(member -> silent.contains(member.role()) && member.heldBy(person));
    }

    /** A person counts once, so the backup speaks for a role whose holder has spoken for another. */
    private static String approver(Plan plan, String role, Set<String> spoken) {
        List<Plan.Member> holders = holders(plan, role);
        return holders.stream()
                .flatMap(member -> Stream.concat(Stream.of(member.person()), Stream.ofNullable(member.backup())))
                .filter(spoken::add)
                .findFirst()
                .orElse(holders.getFirst().person());
    }

    private static List<Plan.Member> holders(Plan plan, String role) {
        return plan.team().stream().filter(member -> member.role().equals(role)).toList();
    }
}
