package io.tidegate.contracts.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.PayloadSamples;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.Upcasters;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs that earlier versions wrote: their bytes and hashes stay, and they mean what they meant. */
final class RecordedLogsTest {
    private static final Path RECORDED = Samples.root().resolve("contracts/src/test/resources/recorded");

    static Stream<Path> logs() throws IOException {
        return Files.list(RECORDED);
    }

    static Stream<String> earlierVersions() {
        return Upcasters.names().stream();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void aRecordedLogIsStillItsOwnChainAndReplaysToItsEnd(Path file) {
        List<LoggedEvent> events =
                Samples.read(file).lines().map(LoggedEvent::open).toList();

        String previous = HashChain.GENESIS;
        for (LoggedEvent event : events) {
            assertThat(event.previous()).isEqualTo(previous);
            previous = event.hash();
        }
        var last = History.of(events).entries().getLast().after();
        assertThat(last).isInstanceOfSatisfying(Window.class, window -> assertThat(window.status())
                .isEqualTo(Status.DECIDING));
    }

    @ParameterizedTest
    @MethodSource("earlierVersions")
    void anEarlierVersionIsReadAsTheOneOfToday(String type) throws Exception {
        ObjectNode golden = (ObjectNode) Json.mapper().readTree(Samples.read(Golden.sample(type + ".json")));

        Object read = type.startsWith("tidegate.event.") ? event(golden) : report(type, golden);

        String today = PayloadTypes.nameOf(Upcasters.typeOf(type).orElseThrow());
        assertThat(read).isEqualTo(PayloadSamples.all().get(today));
    }

    @Test
    void everyEarlierVersionKeepsItsSchema() {
        assertThat(earlierVersions()).allSatisfy(type -> assertThat(Golden.schema(type + ".schema.json"))
                .exists());
    }

    private static WindowEvent event(JsonNode golden) {
        return LoggedEvent.open(new String(Json.canonical(golden), StandardCharsets.UTF_8))
                .event();
    }

    private static Object report(String type, JsonNode golden) throws Exception {
        var headers = new RecordHeaders();
        headers.add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));
        headers.add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        headers.add("ce_id", "m-1".getBytes(StandardCharsets.UTF_8));
        headers.add("ce_source", "/tidegate/notifier".getBytes(StandardCharsets.UTF_8));
        headers.add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        Decoded<Message<Report>> decoded = new MessageCodec("test")
                .decode("topic", headers, Json.mapper().writeValueAsBytes(golden), Report.class);
        return switch (decoded) {
            case Decoded.Value<Message<Report>>(Message<Report> message) -> message.data();
            case Decoded.Unreadable<Message<Report>>(String reason) -> throw new AssertionError(reason);
        };
    }
}
