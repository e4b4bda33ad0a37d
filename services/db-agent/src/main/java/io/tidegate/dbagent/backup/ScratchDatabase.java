package io.tidegate.dbagent.backup;

import io.tidegate.contracts.log.HashChain;
import io.tidegate.dbagent.access.Fence;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of the agent's own, for a restore. Its comment says so; one that says otherwise is never dropped. It belongs
 * to the target's owner, so that a migration may do there what it may do in the target.
 */
public final class ScratchDatabase implements AutoCloseable {
    private static final String COMMENT = "Tidegate scratch database of window ";
    private static final int SHORT = 10;

    private final TargetServer server;
    private final String name;
    private final String comment;

    private ScratchDatabase(TargetServer server, String name, String comment) {
        this.server = server;
        this.name = name;
        this.comment = comment;
    }

    /**
     * Empty, with the target's encoding and locale, closed to everyone but the agent; one that was left is dropped.
     *
     * @param purpose one word; a window has at most one for each
     */
    public static ScratchDatabase create(TargetServer server, String window, String purpose) throws SQLException {
        var scratch = new ScratchDatabase(server, nameOf(server, window, purpose), COMMENT + window);
        scratch.drop();
        scratch.make();
        return scratch;
    }

    /**
     * Empty, under a name that a person has chosen.
     *
     * @throws SQLException when there is such a database (42P04)
     */
    static ScratchDatabase createAs(TargetServer server, String window, String name) throws SQLException {
        var scratch = new ScratchDatabase(server, name, "Restored from the backup of window " + window);
        scratch.make();
        return scratch;
    }

    /** Drops what {@link #create} has made, if it is there. */
    static void dropOf(TargetServer server, String window, String purpose) throws SQLException {
        new ScratchDatabase(server, nameOf(server, window, purpose), COMMENT + window).drop();
    }

    public String name() {
        return name;
    }

    /** What {@link #create} would call it. */
    public static String nameOf(TargetServer server, String window, String purpose) {
        String hash = HashChain.hash((server.name() + "/" + window).getBytes(StandardCharsets.UTF_8));
        return "tidegate_" + purpose + "_" + hash.substring(0, SHORT);
    }

    public Connection connect() throws SQLException {
        return server.to(name);
    }

    @Override
    public void close() throws SQLException {
        drop();
    }

    private void make() throws SQLException {
        try (Connection connection = server.maintenance();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + Sql.identifier(statement, name) + " TEMPLATE template0"
                    + like(connection, statement) + " CONNECTION LIMIT 0");
            statement.execute("COMMENT ON DATABASE " + Sql.identifier(statement, name) + " IS "
                    + Sql.literal(statement, comment));
            Fence.of(connection, name).closeNew();
        }
    }

    private String like(Connection connection, Statement statement) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT pg_encoding_to_char(encoding), datcollate, datctype,
                       to_jsonb(d) ->> 'datlocprovider',
                       coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),
                       pg_get_userbyid(datdba)
                FROM pg_database d WHERE datname = ?
                """)) {
            select.setString(1, server.name());
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    // Another machine, or the target is lost: what the server has by itself must do.
                    return "";
                }
                String text = " OWNER " + Sql.identifier(statement, row.getString(6)) + " ENCODING "
                        + Sql.literal(statement, row.getString(1)) + " LC_COLLATE "
                        + Sql.literal(statement, row.getString(2)) + " LC_CTYPE "
                        + Sql.literal(statement, row.getString(3));
                // ICU since PostgreSQL 15; a server before it has no such column.
                return "i".equals(row.getString(4))
                        ? text + " LOCALE_PROVIDER icu ICU_LOCALE " + Sql.literal(statement, row.getString(5))
                        : text;
            }
        }
    }

    private void drop() throws SQLException {
        try (Connection connection = server.maintenance()) {
            if (!exists(connection)) {
                return;
            }
            try (var statement = connection.createStatement()) {
                statement.execute("DROP DATABASE " + Sql.identifier(statement, name) + " WITH (FORCE)");
            }
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?
                """)) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                String found = row.getString(1);
                // The name alone is ours; a crash may have come between making it and saying so.
                if (found != null && !found.startsWith(COMMENT)) {
                    throw new IllegalStateException("the database " + name + " says it is '" + found
                            + "': it is not the agent's to drop; rename it");
                }
                return true;
            }
        }
    }
}
