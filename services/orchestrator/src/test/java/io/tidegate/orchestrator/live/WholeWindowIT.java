package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.OWNER;
import static io.tidegate.orchestrator.live.Rig.PATIENCE;
import static io.tidegate.orchestrator.live.Rig.QA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LogVerifier;
import io.tidegate.contracts.log.PublicKeys;
import io.tidegate.contracts.log.WindowLog;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Attest;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Infrastructure
final class WholeWindowIT {
    private final Path keys;

    WholeWindowIT(@TempDir Path keys) {
        this.keys = keys;
    }

    @Test
    void aWindowGoesFromScheduleToCompleted(Kafka kafka, Postgres postgres) throws Exception {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_whole"), keys);
                Wire wire = new Wire(kafka.bootstrapServers())) {
            String window = Rig.newWindow();
            drive(wire, window);
            await().atMost(PATIENCE).until(() -> rig.is(window, Status.COMPLETED));
            await().atMost(PATIENCE)
                    .until(() -> wire.events(window).size()
                            == rig.json("/windows/" + window).get("sequence").asInt());

            assertThat(wire.tasks(window))
                    .containsExactly(
                            window + "/preflight/1",
                            window + "/stop-app/1",
                            window + "/migrate/1",
                            window + "/verify/1",
                            window + "/start-app/1");
            logOnKafkaIsWhatTheApiSays(rig, wire, window);
            eventsAreThereAsTheyWereHashed(rig, window);
            liveGoesOnWhereAReaderStopped(rig, window);
        }
    }

    @Test
    void aWindowWhoseVerificationFailsIsRolledBack(Kafka kafka, Postgres postgres) throws Exception {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_back"), keys);
                Wire wire = new Wire(kafka.bootstrapServers()).failing("verify")) {
            String window = Rig.newWindow();
            drive(wire, window);
            await().atMost(PATIENCE).until(() -> rig.is(window, Status.ROLLED_BACK));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(wire.tasks(window))
                    .endsWith(window + "/verify/1", window + "/undo/1", window + "/start-again/1"));
            await().atMost(PATIENCE)
                    .until(() -> wire.events(window).size()
                            == rig.json("/windows/" + window).get("sequence").asInt());
            logOnKafkaIsWhatTheApiSays(rig, wire, window);
        }
    }

    static void drive(Wire wire, String window) {
        wire.command(window, LEAD, new Schedule("quick", Instant.now().plusSeconds(4), "C1"));
        wire.command(window, QA, new Attest("staging"));
        await().atMost(PATIENCE).until(() -> wire.events(window).stream()
                .anyMatch(event -> event.type().equals("tidegate.event.decision-opened.v1")));
        wire.command(window, OWNER, new Go());
        wire.command(window, LEAD, new Go());
    }

    private static void logOnKafkaIsWhatTheApiSays(Rig rig, Wire wire, String window) {
        LogVerifier verifier = new LogVerifier(
                List.of(PublicKeys.fromPem(rig.get("/signing-key").body())));
        wire.log(window).forEach(verifier::accept);
        WindowLog log = verifier.of(window, null).orElseThrow();

        assertThat(log.faults()).isEmpty();
        JsonNode answer = rig.json("/windows/" + window);
        assertThat(answer.get("sequence").asLong()).isEqualTo(log.history().sequence());
        assertThat(answer.get("hash").asText()).isEqualTo(log.history().hash());
        assertThat(answer.get("state"))
                .isEqualTo(Json.read(Json.write(log.history().state()), JsonNode.class));
    }

    private static void eventsAreThereAsTheyWereHashed(Rig rig, String window) {
        for (JsonNode event : rig.json("/windows/" + window + "/events")) {
            String body = event.get("body").asText();
            assertThat(HashChain.hash(body.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(event.get("hash").asText());
        }
    }

    private static void liveGoesOnWhereAReaderStopped(Rig rig, String window) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(rig.address() + "/windows/" + window + "/live"))
                    .header("Last-Event-ID", "3")
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (!line.startsWith("id:")) {
                    line = lines.readLine();
                }
                assertThat(line).isEqualTo("id: 4");
            }
            client.shutdownNow();
        }
    }
}
