package io.tidegate.dbagent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.plan.Work.Thresholds.Threshold;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Metric;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step that watches, over a stand-in of Prometheus and the machine itself. */
final class ThresholdsTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration ENDLESS = Duration.ofHours(1);

    private final PrometheusStandIn prometheus = new PrometheusStandIn();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private int attempt = 1;

    @TempDir
    private Path home = Path.of(".");

    @AfterEach
    void close() {
        prometheus.close();
    }

    private static Work.Thresholds watch(Duration time, boolean baseline, Threshold... thresholds) {
        return new Work.Thresholds(time, Duration.ofMillis(10), 3, 4, baseline, List.of(thresholds));
    }

    private static Threshold atMost(String metric, double most) {
        return new Threshold(metric, null, most, null, null, null);
    }

    private static Threshold overBaseline(double percent) {
        return new Threshold("p95", "ms", null, null, percent, null);
    }

    private StepResult run(Work.Thresholds work) throws Exception {
        return run(work, false);
    }

    private StepResult run(Work.Thresholds work, boolean halfDone) throws Exception {
        var request =
                new StepRequest("w-1", "plan", "watch", attempt, Instant.now().plus(ENDLESS), work, halfDone, null);
        return new Thresholds(config(), null, Clock.systemUTC()).run(request, new StepProgress() {
            @Override
            public void doing(@Nullable Integer percent, String what) {
                said.add(percent + " % " + what);
            }

            @Override
            public void warn(String code, String text) {
                said.add(code + ": " + text);
            }
        });
    }

    private AgentConfig config() {
        Metric p95 = new Metric.Prometheus(prometheus.url(), "p95", "ms", null, null);
        Metric errors = new Metric.Prometheus(prometheus.url(), "errors", "percent", null, null);
        return new AgentConfig(
                "shop",
                new AgentConfig.Postgres("localhost", 1, "shop", "agent", home, "app", "postgres"),
                home,
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("p95", p95, "errors", errors, "memory", new Metric.Machine(null, null)),
                new AgentConfig.Backups(Duration.ofDays(1), 1));
    }

    private Path samples() {
        return home.resolve("windows/w-1/watch-" + attempt + "-metrics.jsonl");
    }

    private static Fact fact(StepResult result, String name) {
        return result.evidence().stream()
                .filter(fact -> fact.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatStaysWithinItsBoundsIsToldWithItsFiguresForTheWholeTime() throws Exception {
        prometheus.says("p95", 212).says("errors", 0.05);

        StepResult result = run(watch(SHORT, false, atMost("p95", 500), atMost("errors", 0.1), atMost("memory", 100)));

        assertThat(result).isInstanceOf(StepResult.Succeeded.class);
        assertThat(said.getFirst()).matches("0 % p95 212 ms of 500, errors 0.05 % of 0.1, memory [0-9.]+ % of 100");
        assertThat(said.getLast()).startsWith("100 % ");
        assertThat(fact(result, "errors").bound()).isEqualTo("at most 0.1 %");
        assertThat(fact(result, "memory").bound()).isEqualTo("at most 100 %");
    }

    @Test
    void aBrokenBoundEndsTheStepAtOnce() throws Exception {
        var calls = new AtomicInteger();
        prometheus.says("p95", () -> calls.incrementAndGet() > 2 ? 612 : 100).says("errors", 0);

        var failed = (StepResult.Failed) run(watch(ENDLESS, false, atMost("p95", 500), atMost("errors", 0.1)));

        assertThat(failed.code()).isEqualTo("threshold-broken");
        assertThat(failed.reason()).startsWith("p95 was 612 ms, 612 ms, 612 ms in 3 samples in a row");
        assertThat(calls).hasValue(5);
    }

    @Test
    void whatWasMeasuredBeforeTheWindowIsWhatLaterStepsAreHeldAgainst() throws Exception {
        prometheus.says("p95", 100);
        run(watch(SHORT, true, new Threshold("p95", null, null, null, null, null)));
        prometheus.says("p95", 151);

        var failed = (StepResult.Failed) run(watch(ENDLESS, false, overBaseline(50)));

        assertThat(failed.reason()).contains("at most 50 % over the baseline of 100 ms, which is 150 ms");
    }

    @Test
    void whatCannotBeComparedIsSaid() throws Exception {
        prometheus.says("p95", 0);

        run(watch(SHORT, true, overBaseline(50)));
        attempt = 2;
        run(watch(SHORT, false, overBaseline(50)));

        assertThat(said.stream().filter(text -> text.startsWith("no-baseline")))
                .containsExactly(
                        "no-baseline: 'p95' is not compared with what it was before: no step of this window has measured it",
                        "no-baseline: 'p95' is not compared with what it was before: that is 0, of which nothing is a"
                                + " percentage");
    }

    @Test
    void anAgentThatComesBackGoesOnForTheRestOfTheTimeWithWhatItKnew() throws Exception {
        prometheus.says("p95", 600);
        Files.createDirectories(samples().getParent());
        Instant before = Instant.now().minus(Duration.ofMinutes(10));
        Files.writeString(
                samples(),
                "{\"at\":\"" + before + "\",\"values\":{\"p95\":100.0},\"missing\":{}}\n{\"at\":\""
                        + before.plusSeconds(1) + "\",\"values\":{\"p95\":600.0},\"missing\":{}}\n{\"at\":\"2026-",
                StandardOpenOption.CREATE);

        var failed = (StepResult.Failed) run(watch(ENDLESS, false, atMost("p95", 500)), true);

        assertThat(failed.code()).isEqualTo("threshold-broken");
        assertThat(fact(failed, "samples").text())
                .as("two of before, and two that made it three in a row")
                .isEqualTo("4 samples");
        assertThat(said.getFirst()).startsWith("16 % p95 600 ms");
        assertThat(Files.readAllLines(samples())).hasSize(4).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void anAgentThatComesBackWhenTheTimeIsOverLooksOnceMore() throws Exception {
        prometheus.says("p95", 100);
        Files.createDirectories(samples().getParent());
        Files.writeString(samples(), "{\"at\":\"2026-01-01T00:00:00Z\",\"values\":{\"p95\":100.0},\"missing\":{}}\n");

        StepResult result = run(watch(Duration.ofMinutes(15), false, atMost("p95", 500)), true);

        assertThat(result).isInstanceOf(StepResult.Succeeded.class);
        assertThat(fact(result, "samples").text()).isEqualTo("4 samples");
    }

    @Test
    void aBreachThatAKilledAgentHadNoTimeToTellIsTold() throws Exception {
        Files.createDirectories(samples().getParent());
        String line = "{\"at\":\"2026-01-01T00:00:00Z\",\"values\":{\"p95\":600.0},\"missing\":{}}\n";
        Files.writeString(samples(), line.repeat(3));

        assertThat(((StepResult.Failed) run(watch(ENDLESS, false, atMost("p95", 500)), true)).code())
                .isEqualTo("threshold-broken");
        assertThat(prometheus.authorizations()).as("nobody was asked again").isEmpty();
    }

    @Test
    void itIsCancelledAtAnyMoment() throws Exception {
        prometheus.says("p95", 100);
        var ended = new CompletableFuture<Throwable>();
        Thread worker = Thread.ofVirtual().start(() -> {
            try {
                run(watch(ENDLESS, false, atMost("p95", 500)));
                ended.completeExceptionally(new AssertionError("it ended by itself"));
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        await().until(() -> prometheus.authorizations().size() > 2);

        worker.interrupt();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(samples()).isNotEmptyFile();
    }

    @Test
    void aSourceThatDoesNotAnswerIsNoBreachAndIsSaid() throws Exception {
        prometheus.says("errors", 0).answers("p95", 503, "");

        var failed = (StepResult.Failed) run(watch(ENDLESS, false, atMost("errors", 0.1), atMost("p95", 500)));

        assertThat(failed.code()).isEqualTo("metrics-unavailable");
        assertThat(failed.reason())
                .isEqualTo("the metric 'p95' is answered with 503: look at the address (4 samples in a row)");
        assertThat(said.getFirst()).contains("errors 0 % of 0.1, p95 unknown");
        assertThat(said).anyMatch(text -> text.startsWith("metric-missing: the metric 'p95'"));
    }

    @Test
    void whatTheConfigurationDoesNotHaveOrMeasuresOtherwiseIsRefused() throws Exception {
        var unknown = (StepResult.Failed) run(watch(ENDLESS, false, atMost("p96", 1), atMost("memory", 1)));
        assertThat(unknown.code()).isEqualTo("no-such-metric");
        assertThat(unknown.reason()).startsWith("the agent's configuration has no metric p96; it has [");

        var other = (StepResult.Failed) run(watch(ENDLESS, false, new Threshold("p95", "s", 0.5, null, null, null)));
        assertThat(other.code()).isEqualTo("unit-differs");
        assertThat(other.reason()).contains("the plan's bounds of 'p95' are in s, the agent measures it in ms");
    }
}
