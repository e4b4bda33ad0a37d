package io.tidegate.orchestrator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Records on their way to Kafka. */
public final class Outbox {

    /** @param id rises within a window in the order in which records must be published */
    public record Row(long id, String window, ProducerRecord<String, byte[]> record) {}

    private Outbox() {}

    /** The oldest records. */
    public static List<Row> first(Connection connection, int most) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT id, window_id, topic, record_key, headers, value FROM orchestrator.outbox ORDER BY id LIMIT ?
                """)) {
            select.setInt(1, most);
            List<Row> rows = new ArrayList<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var record = new ProducerRecord<>(
                            row.getString(3), null, row.getString(4), row.getBytes(6), headers(row.getString(5)));
                    rows.add(new Row(row.getLong(1), row.getString(2), record));
                }
            }
            return rows;
        }
    }

    /**
     * Forgets records that Kafka has. The transaction does not wait for the disk any more: a removal that a crash loses is
     * a record that is published twice, which readers expect.
     */
    public static void remove(Connection connection, List<Long> ids) throws SQLException {
        try (var delete = connection.prepareStatement("""
                SET LOCAL synchronous_commit = off; DELETE FROM orchestrator.outbox WHERE id = ANY (?)
                """)) {
            delete.setArray(1, Columns.numbers(connection, ids.stream()));
            delete.execute();
        }
    }

    /** CloudEvents' Kafka binding 1.0.2, 3.2.3: header values are UTF-8 text. */
    static String headers(ProducerRecord<String, byte[]> record) {
        ObjectNode headers = Json.mapper().createObjectNode();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return Json.write(headers);
    }

    private static RecordHeaders headers(String json) {
        RecordHeaders headers = new RecordHeaders();
        Json.read(json, ObjectNode.class)
                .properties()
                .forEach(header ->
                        headers.add(header.getKey(), header.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
