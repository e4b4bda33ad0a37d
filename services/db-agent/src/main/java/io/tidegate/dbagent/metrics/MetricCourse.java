package io.tidegate.dbagent.metrics;

import io.tidegate.contracts.Fact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one metric has been since the step began, held against its bounds. */
final class MetricCourse {
    private static final int MOST_TOLD = 5;

    private final String name;
    private final Limit limit;
    private final int sustained;
    private final int missed;
    private final List<Double> values = new ArrayList<>();
    private int beyond;
    private int near;
    private int missing;
    private int missedInAll;
    private @Nullable String why;
    private boolean saidNear;
    private boolean saidMissing;

    /** @param sustained and missed: the plan's */
    MetricCourse(Limit limit, int sustained, int missed) {
        this.name = limit.threshold().metric();
        this.limit = limit;
        this.sustained = sustained;
        this.missed = missed;
    }

    /** What a sample means; nothing where it is as it should be. */
    Optional<Verdict> take(Sample sample) {
        Double value = sample.values().get(name);
        return value == null ? lacks(sample.missing().getOrDefault(name, "is unknown")) : is(value);
    }

    private Optional<Verdict> is(double value) {
        values.add(value);
        missing = 0;
        why = null;
        beyond = limit.isBroken(value) ? beyond + 1 : 0;
        near = limit.isNear(value) ? near + 1 : 0;
        if (beyond >= sustained) {
            return Optional.of(new Verdict.Broken(
                    name + " was " + newest(sustained) + " in " + samples(sustained) + "; it may be " + limit.words()));
        }
        if (near >= sustained && !saidNear) {
            saidNear = true;
            return Optional.of(new Verdict.Warning(
                    "threshold-near",
                    name + " is " + Figures.words(value, limit.unit()) + ", in " + samples(sustained)
                            + " on the way to its bound: it may be " + limit.words()));
        }
        return Optional.empty();
    }

    /** Not to know is no breach, and does not end one. */
    private Optional<Verdict> lacks(String reason) {
        why = reason;
        missing++;
        missedInAll++;
        if (missing >= missed) {
            return Optional.of(
                    new Verdict.Unavailable("the metric '" + name + "' " + reason + " (" + samples(missing) + ")"));
        }
        if (missing >= sustained && !saidMissing) {
            saidMissing = true;
            return Optional.of(new Verdict.Warning(
                    "metric-missing",
                    "the metric '" + name + "' " + reason + " (" + samples(missing) + "); after " + missed
                            + " the step fails"));
        }
        return Optional.empty();
    }

    private static String samples(int number) {
        return number == 1 ? "a sample" : number + " samples in a row";
    }

    private String newest(int number) {
        String figures = values.subList(values.size() - Math.min(number, MOST_TOLD), values.size()).stream()
                .map(value -> Figures.words(value, limit.unit()))
                .collect(Collectors.joining(", "));
        return number > MOST_TOLD ? "…, " + figures : figures;
    }

    /** {@code p95 212 ms of 500}. */
    String now() {
        return why != null || values.isEmpty()
                ? name + " unknown"
                : name + " " + Figures.words(values.getLast(), limit.unit()) + limit.brief();
    }

    /** Nothing where it was never measured. */
    OptionalDouble median() {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> sorted = sorted();
        int half = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        OptionalDouble median = median();
        Fact fact;
        if (median.isPresent()) {
            List<Double> sorted = sorted();
            String text = Figures.words(median.getAsDouble(), limit.unit()) + ", from "
                    + Figures.figure(sorted.getFirst()) + " to " + Figures.words(sorted.getLast(), limit.unit());
            fact = new Fact(name, text, median.getAsDouble(), limit.unit(), null);
        } else {
            fact = Fact.text(name, "never measured");
        }
        String allowed = limit.words();
        facts.add(allowed.isEmpty() ? fact : fact.within(allowed));
        if (missedInAll > 0) {
            facts.add(
                    Fact.number(name + "-missed", missedInAll, "samples").within("less than " + missed + " in a row"));
        }
        return facts;
    }

    private List<Double> sorted() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted;
    }
}
