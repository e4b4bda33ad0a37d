package io.tidegate.dbagent.migration;

import io.tidegate.contracts.log.HashChain;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Prisma's own record of what was applied, in the first schema of the search path, kept as its schema engine keeps it
 * (prisma-engines, sql-schema-connector: sql_migration_persistence and the table of its PostgreSQL flavour).
 */
final class PrismaHistory {
    /** What Prisma's own tools lock (prisma-engines, PostgreSQL flavour, acquire_lock). */
    private static final long LOCK = 72_707_369;

    private static final long LOCK_MILLIS = 10_000;
    private static final long BETWEEN_TRIES = 100;

    private final Connection connection;

    PrismaHistory(Connection connection) {
        this.connection = connection;
    }

    /**
     * One attempt at a migration.
     *
     * @param logs what failed; null while it was never said
     */
    record Entry(
            String id,
            String checksum,
            String name,
            boolean finished,
            boolean rolledBack,
            @Nullable String logs) {
        boolean isFailed() {
            return !finished && !rolledBack;
        }
    }

    /** Until the connection is closed. False when another has had it for ten seconds, Prisma's own patience. */
    boolean lock() throws SQLException, InterruptedException {
        long end = System.nanoTime() + LOCK_MILLIS * 1_000_000;
        while (!ask("SELECT pg_try_advisory_lock(" + LOCK + ")::text").equals("true")) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(BETWEEN_TRIES);
        }
        return true;
    }

    boolean isThere() throws SQLException {
        return ask("SELECT (to_regclass(quote_ident(current_schema()) || '._prisma_migrations') IS NOT NULL)::text")
                .equals("true");
    }

    /** Tables of anybody's, without those of extensions. */
    boolean isSchemaEmpty() throws SQLException {
        return ask("""
                SELECT count(*)::text FROM pg_class c
                WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
                  AND NOT EXISTS (SELECT FROM pg_depend d
                                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                """).equals("0");
    }

    void create() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE _prisma_migrations (
                        id VARCHAR(36) PRIMARY KEY NOT NULL,
                        checksum VARCHAR(64) NOT NULL,
                        finished_at TIMESTAMPTZ,
                        migration_name VARCHAR(255) NOT NULL,
                        logs TEXT,
                        rolled_back_at TIMESTAMPTZ,
                        started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
                        applied_steps_count INTEGER NOT NULL DEFAULT 0
                    )
                    """);
        }
    }

    List<Entry> entries() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT id, checksum, migration_name, finished_at IS NOT NULL, rolled_back_at IS NOT NULL, logs
                        FROM _prisma_migrations ORDER BY started_at
                        """)) {
            while (row.next()) {
                entries.add(new Entry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getString(6)));
            }
        }
        return entries;
    }

    /** @return the entry's id */
    String started(String name, String script) throws SQLException {
        String id = UUID.randomUUID().toString();
        update(
                "INSERT INTO _prisma_migrations (id, checksum, started_at, migration_name) VALUES (?, ?, now(), ?)",
                id,
                checksum(script),
                name);
        return id;
    }

    void finished(String id) throws SQLException {
        update("UPDATE _prisma_migrations SET applied_steps_count = applied_steps_count + 1 WHERE id = ?", id);
        update("UPDATE _prisma_migrations SET finished_at = now() WHERE id = ?", id);
    }

    void failed(String id, String logs) throws SQLException {
        update("UPDATE _prisma_migrations SET logs = ? WHERE id = ?", logs, id);
    }

    void rolledBack(String id) throws SQLException {
        update("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = ?", id);
    }

    /** A migration that the database has without having been given it here. */
    void applied(String name, String script) throws SQLException {
        update(
                "INSERT INTO _prisma_migrations (id, checksum, logs, started_at, finished_at, migration_name)"
                        + " VALUES (?, ?, '', now(), now(), ?)",
                UUID.randomUUID().toString(),
                checksum(script),
                name);
    }

    /** SHA-256 of the script, in lower-case hex. */
    static String checksum(String script) {
        return HashChain.hash(script.getBytes(StandardCharsets.UTF_8));
    }

    /** Line ends do not count: a checkout may change them. */
    static boolean isOf(Entry entry, String script) {
        String lf = script.replace("\r\n", "\n");
        return List.of(script, lf, lf.replace("\n", "\r\n")).stream()
                .anyMatch(text -> checksum(text).equals(entry.checksum()));
    }

    static Optional<Entry> failedEntry(List<Entry> entries) {
        return entries.stream().filter(Entry::isFailed).findFirst();
    }

    private String ask(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private void update(String sql, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            if (statement.executeUpdate() != 1) {
                throw new SQLException("Prisma's record is not there any more", "02000");
            }
        }
    }
}
