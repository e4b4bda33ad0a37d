package io.tidegate.dbagent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.plan.Work.Thresholds.Threshold;
import io.tidegate.dbagent.step.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What samples mean, without a source and without a clock. */
final class WatchTest {
    private static final int SUSTAINED = 3;
    private static final int MISSED = 5;

    private final List<Verdict> warnings = new ArrayList<>();
    private Instant now = Instant.parse("2026-12-01T22:00:00Z");
    private Watch watch = watching(limit("p95", 500.0, null, null, null));

    private static Limit limit(
            String metric,
            @Nullable Double atMost,
            @Nullable Double atLeast,
            @Nullable Double overBaseline,
            @Nullable Double warnAt) {
        return new Limit(new Threshold(metric, null, atMost, atLeast, overBaseline, warnAt), "ms", 140.0);
    }

    private static Watch watching(Limit... limits) {
        var plan = new Work.Thresholds(
                Duration.ofMinutes(15), Duration.ofSeconds(10), SUSTAINED, MISSED, false, List.of());
        return new Watch(plan, List.of(limits));
    }

    /** @return how the step ends by the last of them, if it does */
    private Optional<StepResult> takes(@Nullable Double... values) {
        Optional<StepResult> end = Optional.empty();
        for (Double value : values) {
            now = now.plusSeconds(10);
            Sample sample = value == null
                    ? new Sample(now, Map.of(), Map.of("p95", "is not answered"))
                    : new Sample(now, Map.of("p95", value), Map.of());
            List<Verdict> verdicts = watch.take(sample);
            end = watch.end(verdicts);
            verdicts.stream().filter(Verdict.Warning.class::isInstance).forEach(warnings::add);
        }
        return end;
    }

    private StepResult.Failed fails(@Nullable Double... values) {
        return (StepResult.Failed) takes(values).orElseThrow();
    }

    @Test
    void aBoundIsBrokenBySamplesInARow() {
        assertThat(takes(501.0, 900.0, 500.0, 612.0, 640.4)).isEmpty();

        StepResult.Failed broken = fails(655.0);

        assertThat(broken.code()).isEqualTo("threshold-broken");
        assertThat(broken.reason())
                .isEqualTo("p95 was 612 ms, 640 ms, 655 ms in 3 samples in a row; it may be at most 500 ms");
        assertThat(broken.evidence())
                .contains(
                        new Fact("p95", "626 ms, from 500 to 900 ms", 626.2, "ms", "at most 500 ms"),
                        Fact.number("samples", 6, "samples"),
                        Fact.time("watched", Duration.ofSeconds(50)).within("15 min"));
    }

    @Test
    void notToKnowIsNoBreachAndEndsNone() {
        assertThat(takes(600.0, null, 600.0, null)).isEmpty();
        assertThat(watch.now()).isEqualTo("p95 unknown");

        assertThat(fails(600.0).code()).isEqualTo("threshold-broken");
    }

    @Test
    void aSourceThatStaysSilentIsSaidAndThenFailsTheStep() {
        assertThat(takes(1.0, null, null, null, null)).isEmpty();
        assertThat(warnings)
                .containsExactly(new Verdict.Warning(
                        "metric-missing",
                        "the metric 'p95' is not answered (3 samples in a row); after 5 the step fails"));

        StepResult.Failed silent = fails((Double) null);

        assertThat(silent.code()).isEqualTo("metrics-unavailable");
        assertThat(silent.reason()).isEqualTo("the metric 'p95' is not answered (5 samples in a row)");
        assertThat(silent.evidence())
                .contains(Fact.number("p95-missed", 5, "samples").within("less than 5 in a row"));
    }

    @Test
    void whatWasNeverMeasuredSaysSo() {
        takes((Double) null);

        assertThat(watch.facts()).contains(Fact.text("p95", "never measured").within("at most 500 ms"));
        assertThat(watch.medians()).isEmpty();
    }

    @Test
    void theWayToABoundIsSaidOnce() {
        watch = watching(limit("p95", 500.0, null, null, 400.0));

        assertThat(takes(450.0, 450.0, 399.0, 400.0, 401.0, 402.0, 403.0, 404.0))
                .isEmpty();

        assertThat(warnings)
                .containsExactly(new Verdict.Warning(
                        "threshold-near",
                        "p95 is 402 ms, in 3 samples in a row on the way to its bound: it may be at most 500 ms"));
    }

    @Test
    void theStricterOfBoundAndBaselineCounts() {
        watch = watching(limit("p95", 500.0, null, 50.0, null));

        assertThat(takes(210.0)).isEmpty();
        assertThat(watch.now()).isEqualTo("p95 210 ms of 210");
        assertThat(fails(211.0, 211.0, 211.0).reason())
                .endsWith("it may be at most 500 ms, and at most 50 % over the baseline of 140 ms, which is 210 ms");
    }

    @Test
    void lessThanTheLeastIsABreachToo() {
        watch = watching(limit("p95", null, 0.5, null, 0.8));

        assertThat(takes(0.7, 0.5, 0.6)).isEmpty();
        assertThat(warnings).hasSize(1);
        assertThat(watch.now()).isEqualTo("p95 0.6 ms, at least 0.5");
        assertThat(fails(0.4, 0.04, 0.0).reason())
                .isEqualTo("p95 was 0.4 ms, 0.04 ms, 0 ms in 3 samples in a row; it may be at least 0.5 ms");
    }

    @Test
    void withoutABoundItIsMeasured() {
        watch = watching(limit("p95", null, null, null, null));

        assertThat(takes(12345.6, 1e9, -3.0)).isEmpty();

        assertThat(watch.now()).isEqualTo("p95 -3 ms");
        assertThat(watch.medians()).containsEntry("p95", 12345.6);
        assertThat(watch.facts().getFirst().bound()).isNull();
        assertThat(watch.facts().getFirst().text()).isEqualTo("12346 ms, from -3 to 1000000000 ms");
    }
}
