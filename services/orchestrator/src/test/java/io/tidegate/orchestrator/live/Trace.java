package io.tidegate.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.LogRecord;
import io.tidegate.contracts.log.LogVerifier;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.local.junit.Postgres;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a window has left behind once it is over, without what differs from one window to the next (ids, hashes,
 * signatures): two windows to which the same happened have equal traces.
 *
 * @param log the events' bodies, with their times
 * @param inputs ids of what was taken
 * @param timers that it still has
 * @param tasks that were handed out
 */
record Trace(List<String> log, List<String> inputs, List<String> timers, List<String> tasks) {

    /** Are all events of the window on their way out? */
    static boolean isSettled(Postgres postgres, String database, String window, Wire wire) {
        return column(postgres, database, "SELECT count(*)::text FROM orchestrator.outbox")
                        .equals(List.of("0"))
                && published(wire, window).size()
                        == bodies(postgres, database, window).size();
    }

    /** Of a window that is settled: its log on Kafka is checked on the way. */
    static Trace of(Postgres postgres, String database, String window, Wire wire, PublicKey key) {
        List<String> bodies = bodies(postgres, database, window);
        var verifier = new LogVerifier(List.of(key));
        wire.log(window).forEach(verifier::accept);
        assertThat(verifier.of(window, null).orElseThrow().faults()).isEmpty();
        assertThat(published(wire, window).values()).containsExactlyElementsOf(bodies);
        return new Trace(
                bodies.stream().map(body -> bare(body, window)).toList(),
                bare(
                        column(
                                postgres,
                                database,
                                "SELECT id FROM orchestrator.inbox WHERE id LIKE '%" + window + "%' ORDER BY id"),
                        window),
                bare(
                        column(
                                postgres,
                                database,
                                "SELECT window_id || ' ' || name || ' ' || due FROM orchestrator.timer WHERE window_id = '"
                                        + window + "' ORDER BY 1"),
                        window),
                bare(wire.tasks(window).stream().distinct().toList(), window));
    }

    /** How many records a reader of Kafka had to know again. */
    static int repeated(Wire wire, String window) {
        return wire.log(window).size() - published(wire, window).size();
    }

    /** Bodies by their sequence, in the order in which they first came. */
    private static Map<Long, String> published(Wire wire, String window) {
        Map<Long, String> first = new LinkedHashMap<>();
        for (LogRecord record : wire.log(window)) {
            LoggedEvent event = LoggedEvent.open(text(record));
            String before = first.putIfAbsent(event.sequence(), text(record));
            assertThat(before == null ? text(record) : before).isEqualTo(text(record));
        }
        return first;
    }

    private static String text(LogRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static List<String> bodies(Postgres postgres, String database, String window) {
        return column(
                postgres,
                database,
                "SELECT body FROM orchestrator.event WHERE window_id = '" + window + "' ORDER BY sequence");
    }

    private static String bare(String body, String window) {
        ObjectNode event = Json.read(body, ObjectNode.class);
        event.remove(List.of("id", "previous"));
        if (event.get("data") instanceof ObjectNode data
                && event.get("type").asText().startsWith("tidegate.event.head-signed")) {
            data.remove(List.of("hash", "signature"));
        }
        return Json.write(event).replace(window, "the-window");
    }

    private static List<String> bare(List<String> texts, String window) {
        return texts.stream().map(text -> text.replace(window, "the-window")).toList();
    }

    private static List<String> column(Postgres postgres, String database, String query) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(database), postgres.adminUser(), postgres.adminPassword());
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
