package io.tidegate.dbagent.metrics;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.step.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges the samples of one step. The same samples give the same verdicts, whichever run of the agent took them. */
final class Watch {
    private final Work.Thresholds plan;
    private final Map<String, MetricCourse> courses = new LinkedHashMap<>();
    private @Nullable Sample first;
    private @Nullable Sample last;
    private int samples;

    /** @param limits in the order of the plan */
    Watch(Work.Thresholds plan, List<Limit> limits) {
        this.plan = plan;
        limits.forEach(limit ->
                courses.put(limit.threshold().metric(), new MetricCourse(limit, plan.sustained(), plan.missed())));
    }

    List<Verdict> take(Sample sample) {
        first = first == null ? sample : first;
        last = sample;
        samples++;
        List<Verdict> verdicts = new ArrayList<>();
        courses.values().forEach(course -> course.take(sample).ifPresent(verdicts::add));
        return verdicts;
    }

    /** How the step ends by these; nothing where it goes on. A broken bound says more than a silent source. */
    Optional<StepResult> end(List<Verdict> verdicts) {
        List<String> broken = sentences(verdicts, Verdict.Broken.class);
        List<String> unavailable = sentences(verdicts, Verdict.Unavailable.class);
        if (broken.isEmpty() && unavailable.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                broken.isEmpty()
                        ? new StepResult.Failed("metrics-unavailable", String.join("; ", unavailable), facts())
                        : new StepResult.Failed("threshold-broken", String.join("; ", broken), facts()));
    }

    private static List<String> sentences(List<Verdict> verdicts, Class<? extends Verdict> kind) {
        return verdicts.stream().filter(kind::isInstance).map(Verdict::sentence).toList();
    }

    /** {@code p95 212 ms of 500, error-rate 0 % of 0.1}. */
    String now() {
        return courses.values().stream().map(MetricCourse::now).collect(Collectors.joining(", "));
    }

    /** Of the metrics that were measured. */
    Map<String, Double> medians() {
        Map<String, Double> medians = new LinkedHashMap<>();
        courses.forEach((name, course) -> course.median().ifPresent(median -> medians.put(name, median)));
        return medians;
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        courses.values().forEach(course -> facts.addAll(course.facts()));
        if (first != null && last != null) {
            facts.add(Fact.time("watched", Duration.between(first.at(), last.at()))
                    .within(Durations.words(plan.time())));
        }
        facts.add(Fact.number("samples", samples, "samples"));
        return facts;
    }
}
