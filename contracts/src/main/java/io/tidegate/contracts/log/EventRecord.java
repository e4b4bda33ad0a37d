package io.tidegate.contracts.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record, taken for what it says by itself: the event in it, and what is wrong with it without a look at its
 * neighbours.
 *
 * @param window as its key says, else its headers, else its value
 * @param sequence as its value says; 0 where that cannot be read
 * @param hash the SHA-256 of its value
 * @param previous the hash of the event before it, as its value says
 * @param event the event, where the value is one that this version knows
 */
record EventRecord(
        LogRecord found,
        String window,
        long sequence,
        String hash,
        String previous,
        Optional<LoggedEvent> event,
        List<String> faults) {
    private static final String UNKNOWN = "?";

    static EventRecord of(LogRecord found) {
        List<String> faults = new ArrayList<>();
        byte[] value = found.value() == null ? new byte[0] : found.value();
        JsonNode tree = parse(value, faults);
        Optional<LoggedEvent> event = faults.isEmpty() ? open(value, faults) : Optional.empty();
        String window = Optional.ofNullable(found.key())
                .or(() -> Optional.ofNullable(found.headers()).map(headers -> headers.get("ce_subject")))
                .or(() -> Optional.ofNullable(tree.path("window").textValue()))
                .orElse(UNKNOWN);
        String hash = HashChain.hash(value);
        event.ifPresent(logged -> agrees(found, logged, hash, faults));
        return new EventRecord(
                found,
                window,
                tree.path("sequence").asLong(0),
                hash,
                tree.path("previous").asText(""),
                event,
                faults);
    }

    private static JsonNode parse(byte[] value, List<String> faults) {
        JsonNode missing = Json.mapper().missingNode();
        if (value.length == 0) {
            faults.add("the record has no value");
            return missing;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            JsonNode tree = Json.mapper().readTree(text);
            if (!Arrays.equals(Json.canonical(tree), value)) {
                faults.add("the value is not in the canonical form (RFC 8785), so it is not as it was written");
            }
            return tree;
        } catch (CharacterCodingException e) {
            faults.add("the value is no UTF-8, so it is not as it was written");
        } catch (IOException | UncheckedIOException | StackOverflowError e) {
            faults.add("the value is no JSON, so it is not as it was written");
        }
        return missing;
    }

    private static Optional<LoggedEvent> open(byte[] value, List<String> faults) {
        try {
            return Optional.of(LoggedEvent.open(new String(value, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            faults.add("the value is no event that this version knows: " + firstLine(e));
            return Optional.empty();
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void agrees(LogRecord found, LoggedEvent event, String hash, List<String> faults) {
        if (found.key() != null && !found.key().equals(event.window())) {
            faults.add(
                    "the record's key is '" + found.key() + "', but the event is of window '" + event.window() + "'");
        }
        Map<String, String> headers = found.headers();
        if (headers != null) {
            expectedHeaders(event, hash).forEach((name, expected) -> {
                String actual = headers.get(name);
                if (!Objects.equals(actual, expected)) {
                    faults.add("header " + name + " is " + quote(actual) + ", but the event says '" + expected + "'");
                }
            });
        }
    }

    private static String quote(@Nullable String text) {
        return text == null ? "missing" : "'" + text + "'";
    }

    /** What the CloudEvents Kafka binding makes of an event, as {@code MessageCodec} writes it. */
    private static Map<String, String> expectedHeaders(LoggedEvent event, String hash) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id());
        headers.put("ce_source", "/tidegate/orchestrator");
        headers.put("ce_type", event.type());
        headers.put("ce_subject", event.window());
        headers.put("ce_time", time(event.time()));
        headers.put("ce_sequence", Long.toString(event.sequence()));
        headers.put("ce_hash", hash);
        headers.put("content-type", "application/json");
        return headers;
    }

    private static String time(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
