package io.tidegate.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.PayloadSamples;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written once is read for ever: a message of yesterday is the same message today. */
final class GoldenMessagesTest {
    private static final Instant TIME = Instant.parse("2026-12-01T03:45:00.250Z");
    private static final Actor ACTOR = Actor.person("U0RATNA", "Ratna");
    private static final String WINDOW = "portion-size-20261101-0900-ab12";

    static Stream<String> types() {
        return PayloadTypes.all().stream().map(PayloadTypes::nameOf);
    }

    @Test
    void everyTypeHasASample() {
        assertThat(PayloadSamples.all().keySet()).containsExactlyInAnyOrderElementsOf(types().toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void isWrittenAsEver(String type) throws Exception {
        JsonNode value = Json.mapper().readTree(record(type).value());
        Golden.compare(
                Golden.sample(type + ".json"),
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    @ParameterizedTest
    @MethodSource("types")
    void isReadAsEver(String type) throws Exception {
        JsonNode golden = golden(type);
        assertThat(read(type, golden)).isEqualTo(PayloadSamples.all().get(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void isReadWithFieldsOfTomorrow(String type) throws Exception {
        ObjectNode golden = golden(type);
        golden.put("tomorrow", 1);
        ((ObjectNode) golden.path("data")).putObject("tomorrow").put("more", true);
        ((ObjectNode) golden.path("actor")).put("tomorrow", "x");
        assertThat(read(type, golden)).isEqualTo(PayloadSamples.all().get(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void isAsItsSchemaSays(String type) throws Exception {
        JsonNode schema = Json.mapper().readTree(Samples.read(Golden.schema(type + ".schema.json")));
        var validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        assertThat(validator.validate(golden(type))).isEmpty();
        ObjectNode hollow = golden(type);
        hollow.remove("data");
        assertThat(validator.validate(hollow)).isNotEmpty();
    }

    private static ObjectNode golden(String type) throws Exception {
        return (ObjectNode) Json.mapper().readTree(Samples.read(Golden.sample(type + ".json")));
    }

    private static Payload read(String type, JsonNode value) throws Exception {
        byte[] bytes = Json.mapper().writeValueAsBytes(value);
        var codec = new MessageCodec("test");
        if (type.startsWith("tidegate.event.")) {
            return switch (codec.decodeEvent(Json.canonical(value))) {
                case Decoded.Value<LoggedEvent>(LoggedEvent event) -> event.event();
                case Decoded.Unreadable<LoggedEvent>(String reason) -> throw new AssertionError(reason);
            };
        }
        return switch (codec.decode("topic", record(type).headers(), bytes, Payload.class)) {
            case Decoded.Value<Message<Payload>>(Message<Payload> message) -> message.data();
            case Decoded.Unreadable<Message<Payload>>(String reason) -> throw new AssertionError(reason);
        };
    }

    private static ProducerRecord<String, byte[]> record(String type) {
        Payload sample = Objects.requireNonNull(PayloadSamples.all().get(type));
        if (sample instanceof WindowEvent event) {
            return new MessageCodec("orchestrator")
                    .encode(LoggedEvent.seal("e-1", WINDOW, 1, TIME, ACTOR, "c-1", HashChain.GENESIS, event));
        }
        return new MessageCodec("slack-bot").encode("topic", WINDOW, new Message<>("m-1", WINDOW, TIME, ACTOR, sample));
    }
}
