package io.tidegate.orchestrator.live;

import io.tidegate.contracts.log.KeyFile;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Plays a {@link ShortWindow} once for each cell of a matrix, on an empty database each. */
final class Stage implements AutoCloseable {

    /**
     * What came of it.
     *
     * @param requests of the orchestrator that was started first
     * @param struck did it come to the request that was aimed at?
     * @param repeated how many events are more than once on Kafka
     */
    record Cell(Trace trace, List<Strike.Point> requests, boolean struck, int repeated) {}

    private static final String DATABASE = "orchestrator_faults";
    /** The name of a process that is started again: it takes leases and partitions back at once. */
    private static final String ONE_AFTER_THE_OTHER = "faults";

    private final Kafka kafka;
    private final Postgres postgres;
    private final Path directory;
    private final KeyFile key;
    private final SharedClock clock;
    private final Wire wire;
    private boolean hasSchema;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Orchestrators that were struck need a while until they give up. */
    private final List<CompletableFuture<Void>> endings = new ArrayList<>();

    Stage(Kafka kafka, Postgres postgres, Path directory) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.directory = directory;
        key = new KeyFile(directory.resolve("signing.pem"));
        key.readOrMake();
        clock = new SharedClock(directory.resolve("clock"));
        postgres.createDatabase(DATABASE);
        wire = new Wire(kafka.bootstrapServers()).withoutWorkers();
    }

    /**
     * As at the beginning: an empty database, and the clock at the story's begin. Cheaper than a new database, whose
     * predecessor is dropped with all that it has on disk.
     */
    void clear() {
        if (hasSchema) {
            run("TRUNCATE orchestrator.inbox, orchestrator.stream, orchestrator.event, orchestrator.timer,"
                    + " orchestrator.outbox, orchestrator.agent, orchestrator.lease, orchestrator.plan");
        }
        again();
    }

    /** The story may begin once more, beside what has been. */
    void again() {
        clock.set(ShortWindow.BEGIN);
    }

    /** Whoever is started next makes the schema. */
    void withoutSchema() {
        run("DROP SCHEMA IF EXISTS orchestrator CASCADE");
        hasSchema = false;
    }

    private void run(String statement) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(DATABASE), postgres.adminUser(), postgres.adminPassword());
                var execution = connection.createStatement()) {
            execution.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be cleared", e);
        }
    }

    /** In this JVM: the strike cuts the orchestrator off. */
    Cell play(Strike strike) {
        return play(strike, strike::with, settings -> Rig.startAnyway(settings, clock));
    }

    /** In processes: the strike kills. */
    Cell playWithProcesses(Strike strike) {
        List<OrchestratorProcess> started = new ArrayList<>();
        return play(
                strike,
                cut -> strike.with(() -> {
                    started.getFirst().kill();
                    cut.run();
                }),
                settings -> {
                    OrchestratorProcess process = process(settings);
                    started.add(process);
                    return process;
                });
    }

    private interface Start {
        Running with(Map<String, Object> settings);
    }

    private Cell play(Strike strike, Consumer<Runnable> whenItFalls, Start start) {
        clear();
        try (Lines lines = lines(strike)) {
            whenItFalls.accept(lines::cut);
            Supplier<Running> first =
                    () -> start.with(settings(lines.bootstrapServers(), lines.jdbcUrl(DATABASE), ONE_AFTER_THE_OTHER));
            Supplier<Running> next = () ->
                    start.with(settings(kafka.bootstrapServers(), postgres.jdbcUrl(DATABASE), ONE_AFTER_THE_OTHER));
            var succession = new Succession(strike, first, next, threads);
            var window = window(succession::look, succession::tend);
            try {
                window.play();
                settle(window);
                hasSchema = true;
                return new Cell(trace(window), strike.passed(), strike.hasFallen(), Trace.repeated(wire, window.id()));
            } finally {
                endings.add(succession.end(threads));
            }
        }
    }

    /** What a test does to servers and lines after a turn, before the turn's effect is waited for. */
    interface Disturbance {
        void after(ShortWindow.Turn turn, Lines lines, ShortWindow window);
    }

    /** One orchestrator that nobody strikes, while its servers are disturbed. */
    Trace playThrough(Disturbance disturbance) {
        clear();
        try (Lines lines = lines(Strike.none());
                Rig rig = Rig.startAnyway(
                        settings(lines.bootstrapServers(), lines.jdbcUrl(DATABASE), ONE_AFTER_THE_OTHER), clock)) {
            ShortWindow window = window(rig::look);
            window.play(turn -> disturbance.after(turn, lines, window));
            settle(window);
            return trace(window);
        }
    }

    Lines lines(Strike strike) {
        return Lines.to(kafka, postgres, strike);
    }

    /** One of several that run beside each other. */
    OrchestratorProcess process(Lines lines) {
        return process(settings(lines.bootstrapServers(), lines.jdbcUrl(DATABASE), ""));
    }

    private OrchestratorProcess process(Map<String, Object> settings) {
        return OrchestratorProcess.start(settings, directory.resolve("clock"), directory.resolve("orchestrator.log"));
    }

    ShortWindow window(Runnable look) {
        return window(look, () -> {});
    }

    private ShortWindow window(Runnable look, Runnable tend) {
        return new ShortWindow(
                wire,
                length -> {
                    clock.forward(length);
                    look.run();
                },
                tend);
    }

    /** Until all that happened to it is published. */
    void settle(ShortWindow window) {
        window.until(() -> Trace.isSettled(postgres, DATABASE, window.id(), wire));
    }

    Trace trace(ShortWindow window) {
        return Trace.of(postgres, DATABASE, window.id(), wire, key.readOrMake().getPublic());
    }

    private Map<String, Object> settings(String bootstrapServers, String jdbcUrl, String instance) {
        Map<String, Object> settings = new HashMap<>(Rig.settings(bootstrapServers, postgres, jdbcUrl, directory));
        settings.put("tidegate.instance", instance);
        // Once it is cut off it has nothing to wait for.
        settings.put("datasources.default.connection-timeout", 1000);
        return settings;
    }

    @Override
    public void close() throws InterruptedException {
        wire.close();
        endings.forEach(CompletableFuture::join);
        threads.close();
    }
}
