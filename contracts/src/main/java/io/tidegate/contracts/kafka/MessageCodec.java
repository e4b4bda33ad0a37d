package io.tidegate.contracts.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import io.cloudevents.rw.CloudEventRWException;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.Upcasters;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.LoggedEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Messages and events as Kafka records: CloudEvents 1.0, Kafka binary binding, JSON data. The record's value alone says
 * everything; the {@code ce_} headers repeat what routing needs.
 */
public final class MessageCodec {
    /** Extension attribute with an event's hash. */
    public static final String HASH = "hash";

    /** Extension attribute with an event's sequence, as decimal text. */
    public static final String SEQUENCE = "sequence";

    private static final String JSON = "application/json";

    private final URI source;
    private final CloudEventSerializer serializer = new CloudEventSerializer();
    private final CloudEventDeserializer deserializer = new CloudEventDeserializer();

    /** @param service the sender's name, for instance {@code slack-bot} */
    public MessageCodec(String service) {
        source = URI.create("/tidegate/" + service);
    }

    /** A command, task or report, keyed by {@code key}. */
    public ProducerRecord<String, byte[]> encode(String topic, String key, Message<?> message) {
        ObjectNode value = Json.mapper().createObjectNode();
        String type = PayloadTypes.nameOf(message.data());
        value.put("id", message.id())
                .put("window", message.window())
                .put("type", type)
                .put("time", message.time().toString());
        value.set("actor", Json.mapper().valueToTree(message.actor()));
        value.set("data", Json.mapper().valueToTree(message.data()));
        CloudEvent cloudEvent = attributes(message.id(), type, message.window(), message.time())
                .withData(JSON, Json.write(value).getBytes(StandardCharsets.UTF_8))
                .build();
        return record(topic, key, cloudEvent);
    }

    /** An event, keyed by its window. The value is the event's body, byte for byte. */
    public ProducerRecord<String, byte[]> encode(LoggedEvent event) {
        CloudEvent cloudEvent = attributes(event.id(), event.type(), event.window(), event.time())
                .withExtension(SEQUENCE, Long.toString(event.sequence()))
                .withExtension(HASH, event.hash())
                .withData(JSON, event.body().getBytes(StandardCharsets.UTF_8))
                .build();
        return record(Topics.EVENTS, event.window(), cloudEvent);
    }

    /** Reads a command, task or report. Unknown fields are ignored; an unknown type is unreadable. */
    public <T extends Payload> Decoded<Message<T>> decode(
            String topic, Headers headers, byte @Nullable [] value, Class<T> family) {
        CloudEvent cloudEvent;
        try {
            cloudEvent = deserializer.deserialize(topic, headers, value == null ? new byte[0] : value);
        } catch (CloudEventRWException | IllegalStateException e) {
            return new Decoded.Unreadable<>("the record is no CloudEvent: " + e.getMessage());
        }
        var type = Upcasters.typeOf(cloudEvent.getType()).filter(family::isAssignableFrom);
        if (type.isEmpty()) {
            return new Decoded.Unreadable<>(
                    "type '" + cloudEvent.getType() + "' is not known here as a " + family.getSimpleName());
        }
        try {
            JsonNode tree = Json.mapper().readTree(value);
            JsonNode written = Upcasters.upcast(cloudEvent.getType(), tree.required("data"));
            T data = family.cast(Json.mapper().treeToValue(written, type.get()));
            return new Decoded.Value<>(new Message<>(
                    tree.required("id").asText(),
                    tree.required("window").asText(),
                    Instant.parse(tree.required("time").asText()),
                    Json.mapper().treeToValue(tree.required("actor"), Actor.class),
                    data));
        } catch (java.io.IOException | IllegalArgumentException | java.time.DateTimeException e) {
            return new Decoded.Unreadable<>("the value of a '" + cloudEvent.getType() + "' does not fit: "
                    + e.getClass().getSimpleName());
        }
    }

    /** Reads an event from the record's value. Whether it is the event that was written, the verifier says. */
    public Decoded<LoggedEvent> decodeEvent(byte @Nullable [] value) {
        if (value == null) {
            return new Decoded.Unreadable<>("the record has no value");
        }
        try {
            return new Decoded.Value<>(LoggedEvent.open(new String(value, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            return new Decoded.Unreadable<>(String.valueOf(e.getMessage()));
        }
    }

    private io.cloudevents.core.v1.CloudEventBuilder attributes(String id, String type, String window, Instant time) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(source)
                .withType(type)
                .withSubject(window)
                .withTime(time.atOffset(ZoneOffset.UTC));
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, CloudEvent cloudEvent) {
        Headers headers = new RecordHeaders();
        byte[] value = serializer.serialize(topic, headers, cloudEvent);
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    /** The record for the dead letter topic: as it came, with the reason and where it stood. */
    public static ProducerRecord<byte[], byte[]> deadLetter(
            String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            String reason) {
        Headers all = new RecordHeaders(headers);
        all.add(text("dlt_reason", reason))
                .add(text("dlt_topic", topic))
                .add(text("dlt_partition", Integer.toString(partition)))
                .add(text("dlt_offset", Long.toString(offset)));
        return new ProducerRecord<>(Topics.deadLetters(topic), null, key, value, all);
    }

    private static Header text(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
