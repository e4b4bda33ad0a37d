package io.tidegate.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a benchmark needs of an event's record, without reading all of it. */
final class Events {
    private static final Pattern CAUSE = Pattern.compile("\"cause\":\"([^\"]*)\"");

    private Events() {}

    /** As {@code tidegate.event.window-held.v1}. */
    static String type(ConsumerRecord<String, byte[]> record) {
        return header(record, "ce_type");
    }

    static Instant time(ConsumerRecord<String, byte[]> record) {
        return OffsetDateTime.parse(header(record, "ce_time")).toInstant();
    }

    /** The id of the input that it comes of. */
    static String cause(ConsumerRecord<String, byte[]> record) {
        Matcher cause = CAUSE.matcher(new String(record.value(), StandardCharsets.UTF_8));
        if (!cause.find()) {
            throw new IllegalStateException("an event without a cause at offset " + record.offset());
        }
        return cause.group(1);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("an event without " + name + " at offset " + record.offset());
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
