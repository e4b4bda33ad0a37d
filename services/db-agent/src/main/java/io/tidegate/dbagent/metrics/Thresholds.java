package io.tidegate.dbagent.metrics;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Metric;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches metrics for the plan's time. Changes nothing, so that it can be cancelled at any moment. Found half done, it
 * goes on for what is left of the time, with what was measured before.
 */
public final class Thresholds implements StepKind {
    /** So many times in a step its figures are told, and once a minute in one of many hours. */
    private static final int TOLD = 90;

    private static final double PERCENT = 100;

    private final AgentConfig config;
    private final @Nullable TargetServer server;
    private final Clock clock;

    /** @param server null where the target is none of PostgreSQL */
    public Thresholds(AgentConfig config, @Nullable TargetServer server, Clock clock) {
        this.config = config;
        this.server = server;
        this.clock = clock;
    }

    /** A query may want more than that, to read tables; the server says so. */
    @Override
    public Set<Privilege> needs(Work work) {
        boolean asksSql = ((Work.Thresholds) work)
                .metrics().stream()
                        .anyMatch(threshold -> config.metrics().get(threshold.metric()) instanceof Metric.Sql);
        return asksSql ? Set.of(Privilege.MONITOR) : Set.of();
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) throws IOException, InterruptedException {
        var plan = (Work.Thresholds) request.work();
        Optional<StepResult> refusal = refusal(plan);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        String file = request.step() + "-" + request.attempt() + "-metrics.jsonl";
        try (SampleLog log = SampleLog.open(records.path(file));
                MetricSources sources = new MetricSources(config, server)) {
            Map<String, Double> baseline = Baseline.kept(records);
            var watch = new Watch(plan, limits(plan, baseline));
            Optional<StepResult> ended = again(log, watch);
            if (log.earlier().isEmpty()) {
                uncompared(plan, baseline, progress);
            }
            StepResult result = ended.isPresent() ? ended.get() : watch(plan, log, sources, watch, progress);
            if (plan.baseline() && result instanceof StepResult.Succeeded) {
                new Baseline(clock.instant(), watch.medians()).keep(records);
            }
            return result;
        }
    }

    /** What an earlier run of the attempt has seen; it may have died of old age just before it said the end. */
    private static Optional<StepResult> again(SampleLog log, Watch watch) {
        Optional<StepResult> end = Optional.empty();
        for (Sample sample : log.earlier()) {
            end = watch.end(watch.take(sample));
        }
        return end;
    }

    private StepResult watch(
            Work.Thresholds plan, SampleLog log, MetricSources sources, Watch watch, StepProgress progress)
            throws IOException, InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        plan.metrics().forEach(threshold -> names.add(threshold.metric()));
        var telling = new Telling(plan);
        Instant now = clock.instant();
        Instant begun = log.earlier().isEmpty() ? now : log.earlier().getFirst().at();
        Instant end = begun.plus(plan.time());
        for (int taken = 1; ; taken++) {
            Sample sample = Sample.of(now, sources.read(names));
            log.add(sample);
            List<Verdict> verdicts = watch.take(sample);
            Optional<StepResult> ended = watch.end(verdicts);
            if (ended.isPresent()) {
                return ended.get();
            }
            warn(verdicts, progress);
            if (telling.isDue(now)) {
                progress.doing(percent(begun, now, plan.time()), watch.now());
            }
            // Whoever comes back when the time is over looks once more, for as long as a breach takes to count.
            if (!now.isBefore(end) && taken >= plan.sustained()) {
                return new StepResult.Succeeded(watch.facts());
            }
            Instant next = now.plus(plan.every());
            now = sleepUntil(now.isBefore(end) && next.isAfter(end) ? end : next);
        }
    }

    /** @return when it was over */
    private Instant sleepUntil(Instant next) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), next);
        while (left.isPositive()) {
            Thread.sleep(left);
            left = Duration.between(clock.instant(), next);
        }
        return clock.instant();
    }

    private static int percent(Instant begun, Instant now, Duration time) {
        double part = (double) Duration.between(begun, now).toMillis() / Math.max(1, time.toMillis());
        return (int) Math.min(PERCENT, PERCENT * part);
    }

    private static void warn(List<Verdict> verdicts, StepProgress progress) {
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Warning(String code, String sentence) -> progress.warn(code, sentence);
                case Verdict.Broken broken -> throw new IllegalStateException("that ends the step");
                case Verdict.Unavailable unavailable -> throw new IllegalStateException("that ends the step");
            }
        }
    }

    private Optional<StepResult> refusal(Work.Thresholds plan) {
        List<String> unknown = plan.metrics().stream()
                .map(Work.Thresholds.Threshold::metric)
                .filter(name -> !config.metrics().containsKey(name))
                .toList();
        if (!unknown.isEmpty()) {
            return Optional.of(new StepResult.Failed(
                    "no-such-metric",
                    "the agent's configuration has no metric " + String.join(", ", unknown) + "; it has "
                            + config.metrics().keySet(),
                    List.of()));
        }
        String differs = plan.metrics().stream()
                .filter(threshold ->
                        threshold.unit() != null && !threshold.unit().equals(unit(threshold.metric())))
                .map(threshold -> "the plan's bounds of '" + threshold.metric() + "' are in " + threshold.unit()
                        + ", the agent measures it "
                        + (unit(threshold.metric()) == null ? "without a unit" : "in " + unit(threshold.metric())))
                .collect(Collectors.joining("; "));
        return differs.isEmpty()
                ? Optional.empty()
                : Optional.of(new StepResult.Failed(
                        "unit-differs", differs + ": mend the unit in the plan or in the configuration", List.of()));
    }

    private @Nullable String unit(String metric) {
        Metric configured = config.metrics().get(metric);
        return configured == null ? null : configured.unit();
    }

    /** Of a baseline of nothing, nothing is a percentage. */
    private List<Limit> limits(Work.Thresholds plan, Map<String, Double> baseline) {
        List<Limit> limits = new ArrayList<>();
        for (Work.Thresholds.Threshold threshold : plan.metrics()) {
            Double before = baseline.get(threshold.metric());
            limits.add(new Limit(threshold, unit(threshold.metric()), before == null || before <= 0 ? null : before));
        }
        return limits;
    }

    /** A comparison that the plan wants and that cannot be made is said. */
    private static void uncompared(Work.Thresholds plan, Map<String, Double> baseline, StepProgress progress) {
        for (Work.Thresholds.Threshold threshold : plan.metrics()) {
            Double before = baseline.get(threshold.metric());
            if (threshold.overBaseline() != null && (before == null || before <= 0)) {
                progress.warn(
                        "no-baseline",
                        "'" + threshold.metric() + "' is not compared with what it was before: "
                                + (before == null
                                        ? "no step of this window has measured it"
                                        : "that is " + Figures.figure(before) + ", of which nothing is a percentage"));
            }
        }
    }

    /** When figures are worth an event: at each sample of a short watch, once a minute in a long one. */
    private static final class Telling {
        private static final Duration LONGEST = Duration.ofMinutes(1);

        private final Duration apart;
        private @Nullable Instant last;

        Telling(Work.Thresholds plan) {
            Duration wanted = plan.time().dividedBy(TOLD);
            apart = wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
        }

        boolean isDue(Instant now) {
            boolean due = last == null || !now.isBefore(last.plus(apart));
            last = due ? now : last;
            return due;
        }
    }
}
