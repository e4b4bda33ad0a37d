package io.tidegate.contracts.plan;

import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be so between the steps of a plan: their order, and that there is a way back. */
final class StepRules {
    private final List<PlanPart> steps;
    private final List<PlanPart> rollback;
    private final PlanPart plan;
    private final List<PlanProblem> problems = new ArrayList<>();

    private StepRules(PlanPart plan) {
        this.plan = plan;
        steps = plan.items("steps");
        rollback = plan.items("rollback");
    }

    static List<PlanProblem> check(PlanPart plan) {
        var rules = new StepRules(plan);
        rules.identity();
        rules.phases();
        rules.times();
        rules.conditions();
        rules.order("safety-copy", "migrate", rules.uses(rules.rollback, "swap-back"));
        rules.order("backup", "migrate", rules.uses(rules.rollback, "restore-backup"));
        rules.order("backup", "test-restore", true);
        rules.order("backup", "offsite", true);
        rules.order("migrate", "populate", true);
        rules.order("migrate", "compare-statements", true);
        rules.places();
        rules.rehearsals();
        rules.wayBack();
        rules.fetched();
        return rules.problems;
    }

    private void identity() {
        Map<String, PlanPart> first = new HashMap<>();
        all().forEach(step -> step.text("id").ifPresent(id -> {
            PlanPart before = first.putIfAbsent(id, step);
            if (before != null) {
                problems.add(step.member("id")
                        .problem("the id '" + id + "' a second time", "each id once; the first is " + before.path()));
            }
        }));
    }

    private void phases() {
        Phase reached = Phase.PREPARE;
        for (PlanPart step : steps) {
            Optional<Phase> phase = phase(step);
            if (phase.filter(Phase.ROLLBACK::equals).isPresent()) {
                problems.add(step.member("phase").problem("'rollback' among the steps", "the phases before it"));
            } else if (phase.isPresent() && phase.get().compareTo(reached) < 0) {
                problems.add(step.member("phase")
                        .problem(
                                step.member("phase").quoted() + " after a step of phase '" + reached.label() + "'",
                                "phases in order: "
                                        + Arrays.stream(Phase.values())
                                                .filter(each -> each != Phase.ROLLBACK)
                                                .map(Phase::label)
                                                .collect(Collectors.joining(", "))));
            } else if (phase.isPresent()) {
                reached = phase.get();
            }
        }
        for (PlanPart step : rollback) {
            if (phase(step).filter(phase -> phase != Phase.ROLLBACK).isPresent()) {
                problems.add(step.member("phase")
                        .problem(step.member("phase").quoted() + " in the rollback", "'rollback' and nothing else"));
            }
        }
    }

    private static Optional<Phase> phase(PlanPart step) {
        return step.text("phase").flatMap(label -> Arrays.stream(Phase.values())
                .filter(phase -> phase.label().equals(label))
                .findFirst());
    }

    private void times() {
        all().forEach(step -> {
            Optional<Duration> limit = step.duration("limit");
            Optional<Duration> expected = step.duration("expected");
            if (limit.isPresent() && expected.isPresent() && expected.get().compareTo(limit.get()) > 0) {
                problems.add(step.member("expected")
                        .problem(
                                Durations.format(expected.get()),
                                "at most the step's limit, " + Durations.format(limit.get())));
            }
        });
    }

    private void conditions() {
        for (PlanPart step : steps) {
            PlanPart condition = step.member("when-started");
            if (condition.isThere()) {
                problems.add(condition.problem("'when-started' outside the rollback", "it in steps of the rollback"));
            }
        }
        Set<String> ids = steps.stream()
                .flatMap(step -> step.text("id").stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ladder();
        for (PlanPart step : rollback) {
            PlanPart condition = step.member("when-started");
            if (condition.text().filter(id -> !ids.contains(id)).isPresent()) {
                problems.add(condition.problem(
                        condition.quoted(),
                        Nearest.among(condition.node().asText(), ids, "a step before the rollback")));
            }
        }
    }

    /** A rung names the one before it, once. */
    private void ladder() {
        inPlaceOf();
        Set<String> before = new LinkedHashSet<>();
        Set<String> taken = new LinkedHashSet<>();
        for (PlanPart step : rollback) {
            PlanPart condition = step.member("if-failed");
            condition.text().ifPresent(id -> {
                if (!before.contains(id)) {
                    problems.add(condition.problem(
                            condition.quoted(), Nearest.among(id, before, "an earlier step of the rollback")));
                } else if (!taken.add(id)) {
                    problems.add(condition.problem(
                            condition.quoted() + " a second time", "one step in the place of another"));
                }
            });
            step.text("id").ifPresent(before::add);
        }
    }

    /** What takes the place of a step in the window comes after it, and both are of the work between close and reopen. */
    private void inPlaceOf() {
        Set<String> before = new LinkedHashSet<>();
        for (PlanPart step : steps) {
            boolean inWindow = phase(step)
                    .filter(phase -> phase.compareTo(Phase.CLOSE) >= 0 && phase.compareTo(Phase.REOPEN) <= 0)
                    .isPresent();
            PlanPart condition = step.member("if-failed");
            if (condition.isThere() && !inWindow) {
                problems.add(condition.problem(
                        "'if-failed' in phase " + step.member("phase").quoted(),
                        "it in steps from close to reopen, and in the rollback"));
            } else if (condition.text().filter(id -> !before.contains(id)).isPresent()) {
                problems.add(condition.problem(
                        condition.quoted(),
                        Nearest.among(condition.node().asText(), before, "an earlier step from close to reopen")));
            }
            if (inWindow) {
                step.text("id").ifPresent(before::add);
            }
        }
    }

    /** Every step of kind {@code later} needs one of kind {@code earlier} before it. */
    private void order(String earlier, String later, boolean needed) {
        boolean seen = false;
        for (PlanPart step : steps) {
            if (isKind(step, earlier)) {
                seen = true;
            } else if (isKind(step, later) && needed && !seen) {
                problems.add(step.member("run")
                        .member("kind")
                        .problem(
                                "'" + later + "' without a step of kind '" + earlier + "' before it",
                                "it after a step of kind '" + earlier + "'"));
            }
        }
    }

    /** A migration runs in its phase, users are shut out in the window alone, and going back is for the rollback. */
    private void places() {
        for (String kind : List.of("migrate", "populate")) {
            all().filter(step -> isKind(step, kind))
                    .filter(step ->
                            phase(step).filter(phase -> phase != Phase.MIGRATE).isPresent())
                    .forEach(step -> problems.add(step.member("phase")
                            .problem(
                                    step.member("phase").quoted() + " for a step of kind '" + kind + "'",
                                    "'migrate'")));
        }
        steps.stream().filter(step -> isKind(step, "compare-statements")).forEach(step -> {
            if (phase(step).filter(phase -> phase != Phase.WATCH).isPresent()) {
                problems.add(step.member("phase")
                        .problem(
                                step.member("phase").quoted() + " for a step of kind 'compare-statements'",
                                "'watch', once the application is at work again"));
            }
        });
        for (String kind : List.of("close-gate", "drain")) {
            steps.stream()
                    .filter(step -> isKind(step, kind))
                    .filter(step ->
                            phase(step).filter(phase -> phase == Phase.PREPARE).isPresent())
                    .forEach(step -> problems.add(step.member("phase")
                            .problem(
                                    "'prepare' for a step of kind '" + kind + "', which shuts users out",
                                    "a phase of the window: close")));
        }
        for (String kind : List.of("swap-back", "restore-backup", "undo")) {
            steps.stream()
                    .filter(step -> isKind(step, kind))
                    .forEach(step -> problems.add(step.member("run")
                            .member("kind")
                            .problem("'" + kind + "' among the steps", "it in the rollback")));
        }
    }

    /** It takes the application's place nowhere, so it belongs before the window; and it is of a migration. */
    private void rehearsals() {
        all().filter(step -> isKind(step, "rehearse")).forEach(step -> {
            if (phase(step).filter(phase -> phase != Phase.PREPARE).isPresent()) {
                problems.add(step.member("phase")
                        .problem(step.member("phase").quoted() + " for a step of kind 'rehearse'", "'prepare'"));
            }
            boolean saysWhat = step.member("run").member("migrations").isThere()
                    && step.member("run").member("driver").isThere();
            if (!saysWhat && !uses(steps, "migrate")) {
                problems.add(step.member("run")
                        .member("kind")
                        .problem(
                                "'rehearse' without a step of kind 'migrate'",
                                "it with 'driver' and 'migrations', or beside a step of kind 'migrate'"));
            }
        });
    }

    private void wayBack() {
        Optional<PlanPart> migrate =
                steps.stream().filter(step -> isKind(step, "migrate")).findFirst();
        if (migrate.isPresent() && !uses(rollback, "swap-back") && !uses(rollback, "restore-backup")) {
            PlanPart place = plan.member("rollback").isThere()
                    ? plan.member("rollback")
                    : migrate.get().member("run").member("kind");
            problems.add(place.problem(
                    rollback.isEmpty()
                            ? "a migration without a rollback"
                            : "a rollback without a step of kind 'swap-back' or 'restore-backup'",
                    "a rollback with at least a step of kind 'swap-back' or 'restore-backup'"));
        }
    }

    /** What a rollback is to fetch, a step has sent there before the migration. */
    private void fetched() {
        Set<String> sent = steps.stream()
                .takeWhile(step -> !isKind(step, "migrate"))
                .filter(step -> isKind(step, "offsite"))
                .flatMap(step -> step.member("run").text("store").stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        rollback.stream()
                .filter(step -> isKind(step, "restore-backup"))
                .map(step -> step.member("run").member("store"))
                .filter(store ->
                        store.text().filter(name -> !sent.contains(name)).isPresent())
                .forEach(store -> problems.add(store.problem(
                        store.quoted(),
                        Nearest.among(
                                store.node().asText(),
                                sent,
                                "the store of a step of kind 'offsite' before the migration"))));
    }

    private boolean uses(List<PlanPart> some, String kind) {
        return some.stream().anyMatch(step -> isKind(step, kind));
    }

    private static boolean isKind(PlanPart step, String kind) {
        return step.member("run").member("kind").is(kind);
    }

    private Stream<PlanPart> all() {
        return Stream.concat(steps.stream(), rollback.stream());
    }
}
