package io.tidegate.contracts.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Window.Call;
import io.tidegate.contracts.window.Window.FollowUpState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a window asks of people at a moment: follows from its state and from nothing else. Prompts, buttons, reminders
 * and escalation all read it here, so that none of them asks for something else.
 *
 * @param id unique among the window's questions: {@code person}, {@code go:product-owner}, {@code step:smoke-test}, …
 * @param roles who can answer
 * @param since when it was put
 * @param text a sentence for people
 * @param choices words of commands that answer it
 * @param urgent people are called, level by level, while nobody answers; of the decision as a whole, and not of each answer
 *     that it waits for
 */
public record Question(
        String id, List<String> roles, Instant since, String text, List<String> choices, boolean urgent) {
    /**
     * The decision as a whole, for which people are called once, whatever it waits for. Each answer that is missing is a
     * question of its own besides.
     */
    public static final String DECISION = "decision";

    /** It waits for a person: a step has failed. */
    public static final String PERSON = "person";

    /** Something was proposed while the window goes on. */
    public static final String PROPOSAL = "proposal";

    /** A manual step, by its id. */
    private static final String STEP = "step:";

    /** There is no progress. */
    public static final String STALLED = "stalled";

    /** What is asked at this moment, in the order in which people should look at it. */
    public static List<Question> of(Window window) {
        List<Question> questions = new ArrayList<>();
        switch (window.status()) {
            case SCHEDULED -> availability(window, questions);
            case DECIDING -> {
                availability(window, questions);
                decision(window, questions);
            }
            case IN_PROGRESS, WATCHING, ROLLING_BACK, NEEDS_PERSON -> running(window, questions);
            case COMPLETED, ROLLED_BACK -> aftermath(window, questions);
            case POSTPONED, CANCELLED -> {}
        }
        return List.copyOf(questions);
    }

    private static void availability(Window window, List<Question> questions) {
        window.availability().forEach((role, asked) -> {
            if (asked.available() == null) {
                questions.add(new Question(
                        "available:" + role,
                        List.of(role),
                        asked.at(),
                        "Will you be there?",
                        List.of("available", "unavailable"),
                        false));
            }
        });
    }

    private static void decision(Window window, List<Question> questions) {
        int before = questions.size();
        for (Plan.Criterion criterion : window.missingCriteria()) {
            String role = criterion.attestedBy();
            if (role != null) {
                questions.add(new Question(
                        "attest:" + criterion.id(),
                        List.of(role),
                        window.decisionAt(),
                        "Is it so? " + criterion.title(),
                        List.of("attest"),
                        false));
            }
        }
        for (String role : window.missingApprovals()) {
            questions.add(new Question(
                    "go:" + role,
                    List.of(role),
                    window.decisionAt(),
                    "Go or no-go?",
                    List.of("go", "no-go", "move"),
                    false));
        }
        List<Question> missing = List.copyOf(questions.subList(before, questions.size()));
        if (!missing.isEmpty()) {
            questions.add(new Question(
                    DECISION,
                    missing.stream()
                            .flatMap(question -> question.roles().stream())
                            .distinct()
                            .toList(),
                    window.decisionAt(),
                    "Go or no-go? Missing: " + awaited(window, missing),
                    List.of("go", "no-go", "move"),
                    true));
        }
    }

    /** {@code go from migration-lead and product-owner; qa attests: It worked on staging}. */
    private static String awaited(Window window, List<Question> missing) {
        Stream<String> go = window.missingApprovals().isEmpty()
                ? Stream.of()
                : Stream.of("go from " + String.join(" and ", window.missingApprovals()));
        Stream<String> attested = missing.stream()
                .filter(question -> question.choices().contains("attest"))
                .map(question -> question.roles().getFirst() + " attests: "
                        + window.plan()
                                .criterion(question.subject())
                                .map(Plan.Criterion::title)
                                .orElseThrow());
        return Stream.concat(go, attested).collect(Collectors.joining("; "));
    }

    private static void running(Window window, List<Question> questions) {
        List<String> deciders = window.plan().approvals();
        if (window.status() == Status.NEEDS_PERSON && window.askedAt() != null) {
            questions.add(new Question(
                    PERSON,
                    deciders,
                    window.askedAt(),
                    window.trouble() == null ? "A step has failed." : window.trouble(),
                    List.of("retry", "fix", "skip", "rollback"),
                    true));
        }
        Window.Proposal proposal = window.proposal();
        if (proposal != null) {
            questions.add(new Question(PROPOSAL, deciders, proposal.at(), proposal.reason(), proposal.choices(), true));
        }
        window.stepAtWork().ifPresent(step -> {
            Plan.Step planned = window.plan().step(step.id()).orElseThrow();
            if (planned.run() instanceof Work.Manual manual && step.requestedAt() != null) {
                questions.add(new Question(
                        STEP + step.id(),
                        List.of(manual.role()),
                        step.requestedAt(),
                        planned.title(),
                        List.of("done", "skip"),
                        true));
            }
        });
        if (window.stalledSince() != null) {
            questions.add(new Question(
                    STALLED,
                    deciders,
                    // It is put when the watchdog's time is over, and nobody can have answered before.
                    window.stalledSince().plus(window.plan().inTrouble().watchdog()),
                    "There is no progress.",
                    List.of("hold", "rollback"),
                    true));
        }
    }

    private static void aftermath(Window window, List<Question> questions) {
        for (Map.Entry<String, FollowUpState> entry : window.followUps().entrySet()) {
            FollowUpState state = entry.getValue();
            Instant due = state.dueAt();
            Optional<Plan.FollowUp> planned = window.plan().followUp(entry.getKey());
            if (state.progress() == FollowUpState.Progress.DUE && due != null && planned.isPresent()) {
                questions.add(new Question(
                        "follow-up:" + entry.getKey(),
                        List.of(planned.get().role()),
                        due,
                        planned.get().title(),
                        List.of("done"),
                        false));
            }
        }
    }

    /** Somebody is to answer it; for the decision as a whole people are only called. */
    public boolean isToAnswer() {
        return !id.equals(DECISION);
    }

    /** What it is about: what follows on the colon in its id, for instance a step's id; empty for the window as a whole. */
    public String subject() {
        int colon = id.indexOf(':');
        return colon < 0 ? "" : id.substring(colon + 1);
    }

    /** Whom this question has called; empty before anybody was, and for an earlier question of the same id. */
    public Optional<Call> call(Window window) {
        return Optional.ofNullable(window.calls().get(id))
                .filter(call -> call.since().equals(since));
    }

    /** Somebody takes care of it. */
    public boolean isAcknowledged(Window window) {
        return call(window).filter(call -> call.acknowledgedBy() != null).isPresent();
    }

    /** The next level to be called, and when; empty when nobody is left to call or somebody takes care. */
    public Optional<NextCall> nextCall(Window window) {
        List<Plan.Level> levels = window.plan().inTrouble().escalation();
        int called = call(window).map(Call::level).orElse(0);
        return !urgent || isAcknowledged(window) || called >= levels.size()
                ? Optional.empty()
                : Optional.of(new NextCall(
                        called + 1,
                        since.plus(expected(window)).plus(levels.get(called).after())));
    }

    /** Whoever does a manual step is at work on it: they are late only when it takes longer than it should. */
    private Duration expected(Window window) {
        return id.startsWith(STEP)
                ? window.plan().step(subject()).map(Plan.Step::expected).orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /** @param level 1 for the first */
    public record NextCall(int level, Instant due) {}
}
