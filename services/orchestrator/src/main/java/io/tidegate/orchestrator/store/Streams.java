package io.tidegate.orchestrator.store;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.window.Ledger;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The heads of windows' logs, with the state beside each. A state that this process has seen last is not read again: the
 * hash in the row says whether it is that one still, whoever has appended meanwhile.
 */
@Singleton
final class Streams {
    /** A state takes some three kilobytes of memory, besides its plan. */
    private static final int REMEMBERED = 2_000;

    private final Recent<String, Ledger.Head> known = new Recent<>(REMEMBERED);
    private final Plans plans = new Plans();

    /** To be told once a head is committed. */
    void remember(String window, Ledger.Head head) {
        known.put(window, head);
        if (head.state() instanceof Window state) {
            plans.remember(state.planHash(), state.plan());
        }
    }

    /**
     * The logs' heads; until the transaction's end nobody else can append to them. They are locked in the order of the
     * windows' ids, so that no two transactions wait in a circle. A window that has no log is not among them.
     */
    Map<String, Ledger.Head> lock(Connection connection, Collection<String> windows) throws SQLException {
        return heads(connection, windows, """
                SELECT stream.window_id, stream.sequence, stream.hash, stream.changed_at, stream.plan_hash,
                       CASE WHEN stream.hash = known.hash THEN NULL ELSE stream.standing END
                FROM unnest(?, ?) AS known (window_id, hash) JOIN orchestrator.stream USING (window_id)
                ORDER BY stream.window_id FOR UPDATE OF stream
                """);
    }

    Optional<Ledger.Head> find(Connection connection, String window) throws SQLException {
        return Optional.ofNullable(heads(connection, List.of(window), """
                        SELECT stream.window_id, stream.sequence, stream.hash, stream.changed_at, stream.plan_hash,
                               CASE WHEN stream.hash = known.hash THEN NULL ELSE stream.standing END
                        FROM unnest(?, ?) AS known (window_id, hash) JOIN orchestrator.stream USING (window_id)
                        """).get(window));
    }

    /** Windows of those targets that are not over, in the order of their ids. */
    Map<String, Ledger.Head> living(Connection connection, Collection<String> targets) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT window_id, sequence, hash, changed_at, plan_hash, standing FROM orchestrator.stream
                WHERE target = ANY (?) AND NOT over ORDER BY window_id
                """)) {
            select.setArray(1, Columns.texts(connection, targets.stream()));
            return heads(connection, select.executeQuery(), Map.of());
        }
    }

    /**
     * Windows with one of those people in their team that are planned to be at some moment of that time and are not over,
     * in the order of their ids.
     *
     * @param people chat users' ids
     */
    Map<String, Ledger.Head> with(Connection connection, Collection<String> people, Instant from, Instant to)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT window_id, sequence, stream.hash, changed_at, plan_hash, standing
                FROM orchestrator.plan JOIN orchestrator.stream ON plan_hash = plan.hash
                WHERE people ??| ? AND NOT over
                  AND (standing ->> 'startsAt')::timestamptz < ? AND (standing ->> 'endsAt')::timestamptz > ?
                ORDER BY window_id
                """)) {
            select.setArray(1, Columns.texts(connection, people.stream()));
            select.setTimestamp(2, Timestamp.from(to));
            select.setTimestamp(3, Timestamp.from(from));
            return heads(connection, select.executeQuery(), Map.of());
        }
    }

    /** Windows of those waves, also those that are over, in the order of their ids. */
    Map<String, Ledger.Head> ofWaves(Connection connection, Collection<String> waves) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT window_id, sequence, hash, changed_at, plan_hash, standing FROM orchestrator.stream
                WHERE wave = ANY (?) ORDER BY window_id
                """)) {
            select.setArray(1, Columns.texts(connection, waves.stream()));
            return heads(connection, select.executeQuery(), Map.of());
        }
    }

    private Map<String, Ledger.Head> heads(Connection connection, Collection<String> windows, String query)
            throws SQLException {
        Map<String, Ledger.Head> remembered = new HashMap<>();
        for (String window : windows) {
            Ledger.Head head = known.get(window);
            if (head != null) {
                remembered.put(window, head);
            }
        }
        try (var select = connection.prepareStatement(query)) {
            select.setArray(1, Columns.texts(connection, windows.stream()));
            select.setArray(2, Columns.texts(connection, windows.stream().map(window -> hash(remembered.get(window)))));
            return heads(connection, select.executeQuery(), remembered);
        }
    }

    private static @Nullable String hash(Ledger.@Nullable Head head) {
        return head == null ? null : head.hash();
    }

    private record Row(
            String window,
            long sequence,
            String hash,
            Instant time,
            @Nullable String planHash,
            @Nullable String standing) {}

    private Map<String, Ledger.Head> heads(Connection connection, ResultSet result, Map<String, Ledger.Head> remembered)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (result) {
            while (result.next()) {
                rows.add(new Row(
                        result.getString(1),
                        result.getLong(2),
                        result.getString(3),
                        result.getTimestamp(4).toInstant(),
                        result.getString(5),
                        result.getString(6)));
            }
        }
        Map<String, Plan> planned = plans.of(
                connection,
                rows.stream()
                        .filter(row -> row.standing() != null)
                        .map(Row::planHash)
                        .filter(Objects::nonNull)
                        .toList());
        Map<String, Ledger.Head> heads = new LinkedHashMap<>();
        for (Row row : rows) {
            Ledger.Head head = remembered.get(row.window());
            heads.put(
                    row.window(),
                    head != null && head.hash().equals(row.hash())
                            ? head
                            : new Ledger.Head(state(row, planned), row.sequence(), row.hash(), row.time()));
        }
        return heads;
    }

    private static WindowState state(Row row, Map<String, Plan> planned) {
        String standing = row.standing();
        Plan plan = planned.get(row.planHash());
        return standing == null || plan == null ? WindowState.none() : Standing.read(standing, plan);
    }
}
