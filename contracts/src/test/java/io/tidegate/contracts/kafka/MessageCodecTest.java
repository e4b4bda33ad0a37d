package io.tidegate.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.log.LogWriter;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.WindowCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class MessageCodecTest {
    private static final MessageCodec CODEC = new MessageCodec("slack-bot");
    static final Message<WindowCommand> GO = new Message<>(
            "trigger-1",
            "w-1",
            Instant.parse("2026-12-01T03:45:00Z"),
            Actor.person("U0RATNA", null),
            new WindowCommand.Go());

    static ProducerRecord<String, byte[]> go() {
        return CODEC.encode(Topics.COMMANDS, GO.window(), GO);
    }

    static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    static String reason(Decoded<?> decoded) {
        return decoded instanceof Decoded.Unreadable<?>(String reason) ? reason : "readable";
    }

    static Decoded<Message<WindowCommand>> decode(Headers headers, byte[] value) {
        return CODEC.decode(Topics.COMMANDS, headers, value, WindowCommand.class);
    }

    @Test
    void aCommandCrossesAndComesBackTheSame() {
        var record = go();

        assertThat(record.key()).isEqualTo("w-1");
        assertThat(decode(record.headers(), record.value())).isEqualTo(new Decoded.Value<>(GO));
    }

    @Test
    void headersAreThoseOfTheBinaryBinding() {
        assertThat(texts(go().headers()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "trigger-1",
                        "ce_source", "/tidegate/slack-bot",
                        "ce_type", "tidegate.command.go.v1",
                        "ce_subject", "w-1",
                        "ce_time", "2026-12-01T03:45:00Z",
                        "content-type", "application/json"));
    }

    @Test
    void anEventsValueIsItsBodyAndItsHeadersRepeatSequenceAndHash() {
        LoggedEvent event =
                new LogWriter("w-1", Samples.small()).decided().events().get(3);

        var record = new MessageCodec("orchestrator").encode(event);

        assertThat(record.topic()).isEqualTo(Topics.EVENTS);
        assertThat(record.key()).isEqualTo("w-1");
        assertThat(record.value()).isEqualTo(event.body().getBytes(StandardCharsets.UTF_8));
        assertThat(texts(record.headers()))
                .containsEntry("ce_sequence", "4")
                .containsEntry("ce_hash", event.hash())
                .containsEntry("ce_source", "/tidegate/orchestrator");
        assertThat(CODEC.decodeEvent(record.value())).isEqualTo(new Decoded.Value<>(event));
    }

    @Test
    void anUnknownTypeIsUnreadable() {
        Headers headers = new RecordHeaders(go().headers());
        headers.remove("ce_type").add("ce_type", "tidegate.command.dance.v1".getBytes(StandardCharsets.UTF_8));

        assertThat(reason(decode(headers, go().value())))
                .isEqualTo("type 'tidegate.command.dance.v1' is not known here as a WindowCommand");
    }

    @Test
    void aTypeOfAnotherFamilyIsUnreadable() {
        var beat = CODEC.encode(
                Topics.COMMANDS,
                "w-1",
                new Message<>("b", "w-1", GO.time(), GO.actor(), new Report.AgentBeat("t", "1", List.of())));

        assertThat(reason(decode(beat.headers(), beat.value()))).contains("is not known here as a WindowCommand");
    }

    @Test
    void aRecordWithoutHeadersIsUnreadable() {
        assertThat(reason(decode(new RecordHeaders(), go().value()))).startsWith("the record is no CloudEvent");
    }

    @Test
    void aValueWithAHoleIsUnreadable() {
        var hold = CODEC.encode(
                Topics.COMMANDS,
                "w-1",
                new Message<>("h", "w-1", GO.time(), GO.actor(), new WindowCommand.Hold("why")));
        byte[] hollow = new String(hold.value(), StandardCharsets.UTF_8)
                .replace("\"reason\":\"why\"", "")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(reason(decode(hold.headers(), hollow))).contains("does not fit");
    }

    @Test
    void aTombstoneIsUnreadable() {
        assertThat(reason(CODEC.decode(Topics.COMMANDS, go().headers(), null, WindowCommand.class)))
                .isNotEqualTo("readable");
        assertThat(reason(CODEC.decodeEvent(null))).isEqualTo("the record has no value");
    }

    @Test
    void aDeadLetterSaysWhyAndWhereItStood() {
        var record = go();

        var dead =
                MessageCodec.deadLetter(Topics.COMMANDS, 3, 42, null, record.value(), record.headers(), "no such type");

        assertThat(dead.topic()).isEqualTo("tidegate.commands.v1.dlt");
        assertThat(dead.value()).isEqualTo(record.value());
        assertThat(texts(dead.headers()))
                .containsEntry("dlt_reason", "no such type")
                .containsEntry("dlt_topic", Topics.COMMANDS)
                .containsEntry("dlt_partition", "3")
                .containsEntry("dlt_offset", "42")
                .containsEntry("ce_type", "tidegate.command.go.v1");
    }
}
