package io.tidegate.dbagent.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks after each statement of a migration at the locks that its own session has come to hold, and at the tables that
 * have been written anew (their file is another one). A statement outside a transaction, such as CREATE INDEX
 * CONCURRENTLY, has let go of its locks by then: of those it knows what a second session has seen meanwhile.
 */
public final class LockTrace implements StatementWatch {
    /** Stand in the way of writers or of everyone; weaker ones stop nobody (PostgreSQL, table-level lock modes). */
    private static final String LOCKS = """
            SELECT n.nspname || '.' || c.relname, l.mode
            FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted
              AND c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%'
              AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
            ORDER BY 1, 2
            """;

    private static final String FILES = """
            SELECT n.nspname || '.' || c.relname, pg_relation_filenode(c.oid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            """;

    private final List<Traced> statements = new ArrayList<>();
    private final Map<String, Blocked> blocked = new LinkedHashMap<>();
    private final Set<String> held = new HashSet<>();
    private Map<String, String> files = Map.of();
    private Supplier<Set<String>> seen = Set::of;

    /** @param locks what a second session has seen of the statement that runs or has just ended */
    public void alsoSeenBy(Supplier<Set<String>> locks) {
        seen = locks;
    }

    /**
     * @param locks that it took and that stop writers or everyone: {@code AccessExclusiveLock on public.t}
     * @param rewritten tables
     */
    public record Traced(String file, int number, long millis, Set<String> locks, Set<String> rewritten) {}

    /**
     * For how long a table was locked, in milliseconds.
     *
     * @param writers who write had to wait
     * @param everyone who read too, a part of that time
     */
    public record Blocked(long writers, long everyone) {
        private Blocked plus(Blocked other) {
            return new Blocked(writers + other.writers, everyone + other.everyone);
        }
    }

    @Override
    public void begins(Connection connection, String file, int number) {
        // Its locks are looked at when it has ended.
    }

    @Override
    public void file(Connection connection) {
        held.clear();
        files = pairs(connection, FILES);
    }

    @Override
    public void ended(Connection connection, String file, int number, long millis) {
        Set<String> locks = new LinkedHashSet<>();
        Map<String, Blocked> tables = new LinkedHashMap<>();
        for (String[] lock : rows(connection, LOCKS)) {
            // What the migration has made itself, nobody waits for.
            if (files.containsKey(lock[0])) {
                tables.merge(lock[0], during(millis, lock[1]), LockTrace::longer);
                if (held.add(lock[1] + " on " + lock[0])) {
                    locks.add(lock[1] + " on " + lock[0]);
                }
            }
        }
        for (String lock : seen.get()) {
            String table = table(lock);
            if (files.containsKey(table) && held.add(lock)) {
                locks.add(lock);
                if (stopsSomebody(lock)) {
                    tables.merge(table, during(millis, lock), LockTrace::longer);
                }
            }
        }
        tables.forEach((table, time) -> blocked.merge(table, time, Blocked::plus));
        Map<String, String> now = pairs(connection, FILES);
        Set<String> rewritten = new LinkedHashSet<>();
        now.forEach((table, node) -> {
            if (files.containsKey(table) && !files.get(table).equals(node)) {
                rewritten.add(table);
            }
        });
        Map<String, String> known = new HashMap<>(files);
        rewritten.forEach(table -> known.put(table, now.get(table)));
        files = known;
        statements.add(new Traced(file, number, millis, locks, rewritten));
    }

    /** Of locks that the session was seen to hold, those that the statement has taken which runs now. */
    Set<String> newOf(Set<String> seenNow) {
        Set<String> more = new LinkedHashSet<>();
        for (String lock : seenNow) {
            if (files.containsKey(table(lock)) && !held.contains(lock)) {
                more.add(lock);
            }
        }
        return more;
    }

    private static String table(String lock) {
        return lock.substring(lock.indexOf(" on ") + " on ".length());
    }

    /** The weakest that is traced lets readers and writers go on (PostgreSQL, table-level lock modes). */
    static boolean stopsSomebody(String lock) {
        return !lock.startsWith("ShareUpdateExclusiveLock");
    }

    public List<Traced> statements() {
        return List.copyOf(statements);
    }

    /** By table: for how long somebody would have waited, by the statements that ran while it was locked. */
    public Map<String, Blocked> blocked() {
        return new LinkedHashMap<>(blocked);
    }

    /** ACCESS EXCLUSIVE alone stops readers (PostgreSQL, table-level lock modes). */
    private static Blocked during(long millis, String mode) {
        return new Blocked(millis, mode.startsWith("AccessExclusiveLock") ? millis : 0);
    }

    private static Blocked longer(Blocked one, Blocked other) {
        return new Blocked(Math.max(one.writers, other.writers), Math.max(one.everyone, other.everyone));
    }

    public List<RehearsedStatements.Statement> measured() {
        return statements.stream()
                .map(traced -> new RehearsedStatements.Statement(
                        traced.file(), traced.number(), traced.millis(), List.copyOf(traced.locks())))
                .toList();
    }

    private static Map<String, String> pairs(Connection connection, String sql) {
        Map<String, String> pairs = new HashMap<>();
        rows(connection, sql).forEach(row -> pairs.put(row[0], row[1]));
        return pairs;
    }

    private static List<String[]> rows(Connection connection, String sql) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            List<String[]> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new String[] {row.getString(1), String.valueOf(row.getString(2))});
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the locks cannot be looked at", e);
        }
    }
}
