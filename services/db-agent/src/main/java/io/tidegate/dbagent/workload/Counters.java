package io.tidegate.dbagent.workload;

import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often and how long the application's statements have run on the target since the counters were reset, by
 * {@code pg_stat_statements} in the target or in the maintenance database: its view is of the whole server.
 *
 * @param statements by {@code queryid}
 */
public record Counters(Map<Long, Counter> statements) {
    private static final String NAME = "statements-before";
    private static final int LONGEST = 120;

    /**
     * @param text as the extension has it, with {@code $1} in the place of constants
     * @param millis in all calls
     */
    public record Counter(String text, long calls, double millis) {
        public double mean() {
            return calls == 0 ? 0 : millis / calls;
        }

        /** On one line, and not too long for a message. */
        public String brief() {
            String line = text.replaceAll("\\s+", " ").strip();
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
        }

        private Counter since(Counter before) {
            return calls < before.calls ? this : new Counter(text, calls - before.calls, millis - before.millis);
        }
    }

    /** Empty where the extension is not installed in either database. */
    public static Optional<Counters> read(TargetServer server) throws SQLException {
        try (Connection target = server.target()) {
            Optional<String> view = view(target);
            if (view.isPresent()) {
                return Optional.of(read(target, view.get(), server));
            }
        }
        try (Connection maintenance = server.maintenance()) {
            Optional<String> view = view(maintenance);
            return view.isPresent() ? Optional.of(read(maintenance, view.get(), server)) : Optional.empty();
        }
    }

    /** What there is before a migration, kept for the comparison; the first time in a window alone. */
    public static void keep(TargetServer server, WindowRecords records) throws SQLException, IOException {
        if (kept(records).isEmpty()) {
            Optional<Counters> now = read(server);
            if (now.isPresent()) {
                records.write(NAME, now.get());
            }
        }
    }

    static Optional<Counters> kept(WindowRecords records) throws IOException {
        return records.read(NAME, Counters.class);
    }

    /** Those that took the most time, longest first. */
    public List<Map.Entry<Long, Counter>> busiest(int top) {
        return statements.entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<Long, Counter> each) -> each.getValue().millis(), Comparator.reverseOrder()))
                .limit(top)
                .toList();
    }

    /** Of a statement, without what was before; a counter that was reset meanwhile counts from its reset. */
    Counter since(Counters before, long id) {
        Counter then = before.statements.getOrDefault(id, new Counter("", 0, 0));
        return statements.getOrDefault(id, new Counter(then.text(), 0, 0)).since(then);
    }

    private static Optional<String> view(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT format('%I.pg_stat_statements', nspname)
                        FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
                        WHERE extname = 'pg_stat_statements'
                        """)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private static Counters read(Connection connection, String view, TargetServer server) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT queryid, min(query), sum(calls), sum(total_exec_time)
                FROM %s
                WHERE dbid = (SELECT oid FROM pg_database WHERE datname = ?)
                  AND userid = (SELECT oid FROM pg_roles WHERE rolname = ?) AND queryid IS NOT NULL
                GROUP BY queryid
                """.formatted(view))) {
            select.setString(1, server.name());
            select.setString(2, server.database().applicationRole());
            Map<Long, Counter> counters = new HashMap<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    counters.put(row.getLong(1), new Counter(row.getString(2), row.getLong(3), row.getDouble(4)));
                }
            }
            return new Counters(counters);
        }
    }
}
