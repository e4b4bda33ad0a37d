package io.tidegate.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.cli.replay.Comparison.Difference;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.LogWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final LogWriter LOG = TimelineTest.log().completed();
    private static final Replay REPLAY = TimelineTest.replay(LOG.records(), null);

    private static ObjectNode told() {
        ObjectNode told = Json.mapper().createObjectNode();
        told.put("window", TimelineTest.WINDOW)
                .put("sequence", LOG.head().sequence())
                .put("hash", LOG.head().hash());
        told.set("state", Json.read(Json.write(LOG.window()), JsonNode.class));
        return told;
    }

    @Test
    void theSameIsNoDifference() {
        assertThat(Comparison.differences(REPLAY, told())).isEmpty();
    }

    @Test
    void everyFieldThatDiffersIsNamed() {
        ObjectNode told = told();
        ObjectNode state = (ObjectNode) told.path("state");
        state.put("status", "rolled-back").remove("closedAt");
        ((ObjectNode) state.path("steps").path(3)).put("attempt", 2);
        ((ObjectNode) state.path("notices")).set("a/b~c", Json.mapper().createObjectNode());
        ((ArrayNode) state.path("approvals")).remove(1);

        assertThat(Comparison.differences(REPLAY, told))
                .extracting(Difference::pointer)
                .containsExactly(
                        "/state/approvals/1",
                        "/state/closedAt",
                        "/state/notices/a~1b~0c",
                        "/state/status",
                        "/state/steps/3/attempt");
        assertThat(Comparison.differences(REPLAY, told))
                .extracting(Difference::toString)
                .contains(
                        "/state/status: the log gives \"completed\", the orchestrator says \"rolled-back\"",
                        "/state/notices/a~1b~0c: the log gives nothing, the orchestrator says {}");
    }

    @Test
    void aLogThatHasGoneOnIsComparedAsItWas() {
        LogWriter before = TimelineTest.log().decided();
        ObjectNode told = Json.mapper().createObjectNode();
        told.put("window", TimelineTest.WINDOW)
                .put("sequence", before.head().sequence())
                .put("hash", before.head().hash());
        told.set("state", Json.read(Json.write(before.window()), JsonNode.class));

        assertThat(Comparison.differences(REPLAY, told)).isEmpty();
    }

    @Test
    void anOrchestratorThatIsAheadOfTheLogDiffers() {
        assertThat(Comparison.differences(REPLAY, told().put("sequence", 999)))
                .extracting(Difference::pointer)
                .containsExactly("/sequence");
    }

    @Test
    void theOrchestratorIsAskedOverHttp() throws Exception {
        try (var server = new Answering(200, told().toString())) {
            assertThat(Comparison.fetch(server.address() + "/", TimelineTest.WINDOW))
                    .isEqualTo(Json.read(told().toString(), JsonNode.class));
        }
    }

    @Test
    void anOrchestratorThatRefusesCannotBeRead() throws Exception {
        try (var server = new Answering(404, "{}")) {
            assertThatThrownBy(() -> Comparison.fetch(server.address(), TimelineTest.WINDOW))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageEndingWith("/windows/" + TimelineTest.WINDOW + " answers 404");
        }
    }

    /** A server that always says the same. */
    private static final class Answering implements AutoCloseable {
        private final HttpServer server;

        Answering(int status, String body) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
