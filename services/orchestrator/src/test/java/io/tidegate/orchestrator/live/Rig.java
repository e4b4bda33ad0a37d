package io.tidegate.orchestrator.live;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.orchestrator.intake.KafkaIntake;
import io.tidegate.orchestrator.plans.PlanDirectory;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.orchestrator.store.StoredWindows;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.window.Input;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** An orchestrator over real servers. */
final class Rig implements Running {
    static final Actor LEAD = Actor.person("ULEAD", "Lena");
    static final Actor OWNER = Actor.person("UOWNER", "Omar");
    static final Actor QA = Actor.person("UQA", "Quinn");
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final EmbeddedServer server;

    private Rig(EmbeddedServer server) {
        this.server = server;
    }

    /** One that is ready. */
    static Rig start(Kafka kafka, Postgres postgres, String jdbcUrl, Path keys) {
        Rig rig = startAnyway(kafka.bootstrapServers(), postgres, jdbcUrl, keys);
        await().atMost(PATIENCE).until(() -> rig.bean(KafkaIntake.class).isAssigned());
        return rig;
    }

    /** One whose time is {@code clock}'s. */
    static Rig start(Kafka kafka, Postgres postgres, String jdbcUrl, Path keys, Clock clock) {
        Rig rig = startAnyway(settings(kafka.bootstrapServers(), postgres, jdbcUrl, keys), clock);
        await().atMost(PATIENCE).until(() -> rig.bean(KafkaIntake.class).isAssigned());
        return rig;
    }

    /** One whose time is {@code clock}'s, and that may not reach Kafka. */
    static Rig startAnyway(Map<String, Object> settings, Clock clock) {
        return new Rig(ApplicationContext.builder()
                .properties(settings)
                .singletons(clock)
                .start()
                .getBean(EmbeddedServer.class)
                .start());
    }

    /** One that may not reach Kafka. */
    static Rig startAnyway(String bootstrapServers, Postgres postgres, String jdbcUrl, Path keys) {
        return new Rig(
                ApplicationContext.run(EmbeddedServer.class, settings(bootstrapServers, postgres, jdbcUrl, keys)));
    }

    static Map<String, Object> settings(String bootstrapServers, Postgres postgres, String jdbcUrl, Path keys) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.port", -1);
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("tidegate.database.url", jdbcUrl);
        settings.put("tidegate.database.user", postgres.adminUser());
        settings.put("tidegate.database.password", postgres.adminPassword());
        settings.put("tidegate.plans", plans().toString());
        settings.put("tidegate.signing.key", keys.resolve("signing.pem").toString());
        return settings;
    }

    static Path plans() {
        try {
            return Path.of(
                    Objects.requireNonNull(Rig.class.getResource("/plans")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String newWindow() {
        return "quick-" + UUID.randomUUID();
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /** Hands a command to the store past Kafka. */
    Taken takes(String window, String id, Actor actor, WindowCommand command) {
        return bean(WindowStore.class).take(request(window, id, actor, command));
    }

    /** As the intake would make it. */
    Taken.Request request(String window, String id, Actor actor, WindowCommand command) {
        var input = command instanceof WindowCommand.Schedule schedule
                ? new Input.FromPerson(command, bean(PlanDirectory.class).find(schedule.plan()))
                : new Input.FromPerson(command);
        return new Taken.Request(id, window, actor, input);
    }

    Taken schedules(String window, Duration ahead) {
        return takes(
                window,
                window + "-schedule",
                LEAD,
                new WindowCommand.Schedule("quick", Instant.now().plus(ahead), "C1"));
    }

    WindowState state(String window) {
        return bean(StoredWindows.class)
                .find(window)
                .map(StoredWindows.Stored::state)
                .orElseGet(WindowState::none);
    }

    boolean is(String window, Status status) {
        return state(window) instanceof Window scheduled && scheduled.status() == status;
    }

    HttpResponse<String> get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(server.getURL() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        return Json.read(get(path).body(), JsonNode.class);
    }

    @Override
    public void look() {
        bean(Commits.class).happened();
    }

    String address() {
        return server.getURL().toString();
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
