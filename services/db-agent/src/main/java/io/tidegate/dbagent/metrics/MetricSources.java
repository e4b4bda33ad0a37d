package io.tidegate.dbagent.metrics;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Metric;
import io.tidegate.dbagent.database.TargetServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The metrics of the agent's configuration, to be asked all at once and again. */
public final class MetricSources implements AutoCloseable {
    /** Who has not answered by then has not answered. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Path PROC = Path.of("/proc");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, MetricSource> sources = new LinkedHashMap<>();

    /** @param server null where the target is none of PostgreSQL */
    public MetricSources(AgentConfig config, @Nullable TargetServer server) {
        config.metrics().forEach((name, metric) -> sources.put(name, source(name, metric, config, server)));
    }

    private MetricSource source(String name, Metric metric, AgentConfig config, @Nullable TargetServer server) {
        return switch (metric) {
            case Metric.Prometheus prometheus -> new PrometheusSource(client, prometheus, System::getenv);
            case Metric.Sql sql ->
                new SqlSource(
                        Objects.requireNonNull(server, "the configuration refuses this driver elsewhere"),
                        Objects.requireNonNull(config.queries().get(sql.query()), "the configuration has the query"),
                        LIMIT);
            case Metric.Machine machine ->
                new MachineSource(
                        machine.measureOf(name).orElseThrow(),
                        PROC,
                        machine.path() == null ? config.home() : machine.path());
        };
    }

    /**
     * Asks all of these at the same time.
     *
     * @param names of the configuration
     * @return by name, in their order
     */
    public Map<String, Reading> read(Collection<String> names) throws InterruptedException {
        List<Callable<Reading>> questions = new ArrayList<>();
        for (String name : names) {
            questions.add(Objects.requireNonNull(sources.get(name), name)::read);
        }
        List<Future<Reading>> answers = threads.invokeAll(questions, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (String name : names) {
            readings.put(name, reading(answers.get(readings.size())));
        }
        return readings;
    }

    private static Reading reading(Future<Reading> answer) throws InterruptedException {
        if (answer.isCancelled()) {
            return new Reading.Unreachable("is not answered within " + LIMIT.toSeconds() + " s");
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a metric's source has a fault", e.getCause());
        }
    }

    /** Nobody waits for what is still at work. */
    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
