package io.tidegate.contracts.plan;

import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must be so of steps that watch metrics: when they may, for how long, and bounds that can be broken. */
final class ThresholdRules {
    static final List<String> BOUNDS = List.of("at-most", "at-least", "over-baseline");

    private static final String KIND = "thresholds";
    /** What a step needs beside the time it watches: to begin, and to measure once more. */
    private static final Duration SPARE = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int MOST_SAMPLES = 1000;

    private final List<PlanProblem> problems = new ArrayList<>();
    /** Metrics that a step before the window measures. */
    private final Set<String> measured = new HashSet<>();

    private ThresholdRules() {}

    static List<PlanProblem> check(PlanPart plan) {
        var rules = new ThresholdRules();
        Stream.concat(plan.items("steps").stream(), plan.items("rollback").stream())
                .filter(step -> step.member("run").member("kind").is(KIND))
                .forEach(rules::step);
        return rules.problems;
    }

    private void step(PlanPart step) {
        PlanPart run = step.member("run");
        PlanPart phase = step.member("phase");
        boolean before = phase.is(Phase.PREPARE.label());
        if (phase.is(Phase.ROLLBACK.label())) {
            problems.add(run.member("kind").problem("'" + KIND + "' in the rollback", "it among the steps"));
        } else if (!before && !phase.is(Phase.WATCH.label()) && phase.text().isPresent()) {
            problems.add(phase.problem(
                    phase.quoted() + " for a step of kind '" + KIND + "'",
                    "'prepare', for a health check, or 'watch': it takes its time"));
        }
        times(step, run);
        Set<String> names = new HashSet<>();
        for (PlanPart threshold : run.items("metrics")) {
            Optional<String> name = threshold.text("metric");
            if (name.isPresent() && !names.add(name.get())) {
                problems.add(threshold
                        .member("metric")
                        .problem("'" + name.get() + "' a second time", "each metric once in a step"));
            }
            bounds(threshold, before);
        }
        if (before) {
            measured.addAll(names);
        }
    }

    private void times(PlanPart step, PlanPart run) {
        Optional<Duration> time = run.duration("for");
        Optional<Duration> limit = step.duration("limit");
        if (time.isEmpty()) {
            return;
        }
        if (time.get().compareTo(LONGEST) > 0) {
            problems.add(run.member("for")
                    .problem(
                            Durations.format(time.get()),
                            "at most " + Durations.format(LONGEST) + ": the agent does nothing else meanwhile"));
        }
        if (limit.isPresent() && time.get().plus(SPARE).compareTo(limit.get()) > 0) {
            problems.add(run.member("for")
                    .problem(
                            Durations.format(time.get()),
                            "at least " + Durations.format(SPARE) + " less than the step's limit, "
                                    + Durations.format(limit.get())));
        }
        Duration every = run.member("every").isThere()
                ? run.duration("every").orElse(Duration.ZERO)
                : Durations.parse(PlanDefaults.EVERY);
        int sustained = run.number("sustained")
                .map(BigDecimal::intValue)
                .filter(number -> number <= MOST_SAMPLES) // More than that the schema has refused.
                .orElse(PlanDefaults.SUSTAINED);
        Duration least = every.multipliedBy(sustained);
        if (time.get().compareTo(least) < 0) {
            problems.add(run.member("for")
                    .problem(
                            Durations.format(time.get()),
                            "at least " + Durations.format(least) + ", in which " + sustained
                                    + " samples are taken: fewer break no bound"));
        }
    }

    private void bounds(PlanPart threshold, boolean before) {
        PlanPart metric = threshold.member("metric");
        Optional<String> name = metric.text();
        PlanPart over = threshold.member("over-baseline");
        boolean bounded =
                BOUNDS.stream().anyMatch(bound -> threshold.member(bound).isThere());
        if (name.isPresent()
                && !before
                && !bounded
                && UsualBounds.of(name.get()).isEmpty()) {
            problems.add(metric.problem(
                    metric.quoted() + " without a bound", "it with at least one of " + String.join(", ", BOUNDS)));
        }
        if (over.isThere() && before) {
            problems.add(over.problem(
                    "'over-baseline' in phase 'prepare', which measures the baseline", "'at-most' or 'at-least'"));
        } else if (over.isThere() && name.isPresent() && !measured.contains(name.get())) {
            problems.add(over.problem(
                    "'over-baseline' of a metric that has none",
                    "it beside a step of kind '" + KIND + "' in phase 'prepare' that measures '" + name.get() + "'"));
        }
        warning(threshold, bounded);
    }

    /** It comes before the bound; so there must be one, on one side. */
    private void warning(PlanPart threshold, boolean bounded) {
        Optional<BigDecimal> warn = threshold.number("warn-at");
        if (warn.isEmpty()) {
            return;
        }
        Optional<BigDecimal> most = threshold.number("at-most");
        Optional<BigDecimal> least = threshold.number("at-least");
        if (most.isEmpty() && !bounded) {
            most = threshold.text("metric").flatMap(UsualBounds::of).map(usual -> BigDecimal.valueOf(usual.atMost()));
        }
        String allowed = "";
        if (most.isPresent() == least.isPresent()) {
            allowed = "it beside one of at-most and at-least";
        } else if (most.isPresent() && warn.get().compareTo(most.get()) >= 0) {
            allowed = "less than at-most, " + shown(most.get());
        } else if (least.isPresent() && warn.get().compareTo(least.get()) <= 0) {
            allowed = "more than at-least, " + shown(least.get());
        }
        if (!allowed.isEmpty()) {
            problems.add(threshold
                    .member("warn-at")
                    .problem(threshold.member("warn-at").quoted(), allowed));
        }
    }

    private static String shown(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
