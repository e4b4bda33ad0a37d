package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person's command in front of the window that it is for: what every {@link Rule} looks at.
 *
 * @param plans what was found of the window's plan, where the command depends on it
 * @param neighbours the other windows that the command depends on: see {@link Surroundings}
 */
record Wish(
        WindowCommand command, Actor actor, Window window, Instant now, PlanLookup plans, List<Neighbour> neighbours) {
    private static final Duration SHORTEST_EXTENSION = Duration.ofMinutes(1);
    private static final Duration LONGEST_EXTENSION = Duration.ofHours(4);
    private static final Duration SHORTEST_FIX = Duration.ofMinutes(1);
    private static final Duration LONGEST_FIX = Duration.ofHours(1);

    /** The roles of the person in the window's team; an actor that is no person has none. */
    List<String> roles() {
        return actor.kind() == Actor.Kind.PERSON ? window.plan().rolesOf(actor.id()) : List.of();
    }

    /** How much later the end is wished for; nothing with every command but an extension. */
    Duration longer() {
        return command instanceof WindowCommand.Extend extend ? extend.by() : Duration.ZERO;
    }

    /** Is the extension one that people may ask for? */
    boolean isWithinBounds() {
        return longer().compareTo(SHORTEST_EXTENSION) >= 0 && longer().compareTo(LONGEST_EXTENSION) <= 0;
    }

    /** How long mending may take. */
    Duration timeToMend() {
        Duration wished = command instanceof WindowCommand.Fix fix ? fix.within() : null;
        return wished == null ? window.plan().inTrouble().timeToMend() : wished;
    }

    boolean isTimeToMendWithinBounds() {
        return timeToMend().compareTo(SHORTEST_FIX) >= 0 && timeToMend().compareTo(LONGEST_FIX) <= 0;
    }

    /**
     * The roles in which this person was asked whether they will be there. Whoever a role belongs to may also come after
     * all when somebody who stands in was asked; who stands in says nothing for them.
     */
    List<String> rolesAsked() {
        boolean comes = command instanceof WindowCommand.Available answer && answer.available();
        return window.availability().entrySet().stream()
                .filter(entry ->
                        entry.getValue().person().equals(actor.id()) || comes && belongsTo(entry.getKey(), actor.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean belongsTo(String role, String person) {
        return window.plan().team().stream()
                .anyMatch(
                        member -> member.role().equals(role) && member.person().equals(person));
    }

    /** The new start that is wished for; the window's own with every other command. */
    Instant newStart() {
        return command instanceof WindowCommand.Move move
                ? move.startsAt().truncatedTo(ChronoUnit.MILLIS)
                : window.startsAt();
    }

    /** The criterion that the wish is about. */
    Optional<Plan.Criterion> criterion() {
        return switch (command) {
            case WindowCommand.Attest attest -> window.plan().criterion(attest.criterion());
            case WindowCommand.OverrideCriterion override -> window.plan().criterion(override.criterion());
            case WindowCommand other -> Optional.empty();
        };
    }

    /** The step that is to be left out. */
    Optional<StepState> stepToSkip() {
        return command instanceof WindowCommand.Skip skip ? window.step(skip.step()) : Optional.empty();
    }

    /** What the person can say is done: manual steps at work and follow-ups that are due, of the person's roles. */
    List<Question> thingsToDo() {
        String named = command instanceof WindowCommand.Done done ? done.what() : null;
        return Question.of(window).stream()
                .filter(question -> question.choices().contains("done"))
                .filter(question -> question.roles().stream().anyMatch(roles()::contains))
                .filter(question -> named == null || question.subject().equals(named))
                .toList();
    }

    /** Urgent questions that nobody takes care of. */
    List<Question> openCalls() {
        String named = command instanceof WindowCommand.Acknowledge acknowledge ? acknowledge.question() : null;
        return Question.of(window).stream()
                .filter(Question::urgent)
                .filter(question -> !question.isAcknowledged(window))
                .filter(question -> named == null || question.id().equals(named))
                .toList();
    }

    /** The rung that the person chose; empty for the plan's order. */
    Optional<String> rung() {
        return command instanceof WindowCommand.RollBack rollBack
                ? Optional.ofNullable(rollBack.rung())
                : Optional.empty();
    }

    /** The person's roles whose go is needed. */
    List<String> approvingRoles() {
        return window.plan().approvals().stream()
                .filter(role -> roles().contains(role))
                .toList();
    }

    /**
     * The role in which the person's go would count: one of which the person is the holder before one in which the
     * person stands in, so that the other holder's go still finds its place.
     */
    Optional<String> roleToApproveIn() {
        List<String> open = window.missingApprovals().stream()
                .filter(role -> roles().contains(role))
                .toList();
        return open.stream().filter(this::isHolder).findFirst().or(() -> open.stream()
                .findFirst());
    }

    private boolean isHolder(String role) {
        return window.plan().team().stream()
                .anyMatch(
                        member -> member.role().equals(role) && member.person().equals(actor.id()));
    }

    boolean hasApproved() {
        return window.approvals().stream()
                .anyMatch(approval -> window.plan().isSamePerson(approval.by().id(), actor.id()));
    }
}
