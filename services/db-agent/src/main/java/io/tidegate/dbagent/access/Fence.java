package io.tidegate.dbagent.access;

import io.tidegate.dbagent.database.AgentRole;
import io.tidegate.dbagent.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps everyone but the agent out of a database. A superuser does it by a connection limit of 0, which superusers
 * pass; every other role by taking the right to connect from all who have it and giving it to itself.
 */
public final class Fence {
    private final Connection connection;
    private final String database;

    private Fence(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /** @param connection to another database of the server, with auto-commit */
    public static Fence of(Connection connection, String database) {
        return new Fence(connection, database);
    }

    /**
     * Somebody's right to connect.
     *
     * @param grantee a role, or the empty text for PUBLIC
     * @param grantable may be given on
     */
    public record Pass(String grantor, String grantee, boolean grantable) {}

    /** Is it the limit that closes, and not the passes? */
    public boolean byLimit() throws SQLException {
        return AgentRole.isSuperuser(connection);
    }

    /** Those of everyone, in the order in which they can be given again. */
    List<Pass> passes() throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT pg_get_userbyid(acl.grantor),
                       CASE acl.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(acl.grantee) END, acl.is_grantable
                FROM pg_database,
                     aclexplode(coalesce(datacl, acldefault('d', datdba)))
                     WITH ORDINALITY AS acl (grantor, grantee, privilege_type, is_grantable, n)
                WHERE datname = ? AND acl.privilege_type = 'CONNECT'
                ORDER BY acl.grantor <> datdba, acl.n
                """)) {
            select.setString(1, database);
            List<Pass> passes = new ArrayList<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    passes.add(new Pass(row.getString(1), row.getString(2), row.getBoolean(3)));
                }
            }
            return passes;
        }
    }

    /** Nobody but the agent comes in. Sessions that are there stay. */
    public void close() throws SQLException {
        if (byLimit()) {
            AccessSettings.limit(connection, database, 0);
            return;
        }
        Set<String> grantees = new LinkedHashSet<>();
        passes().forEach(pass -> grantees.add(pass.grantee()));
        inOne(statement -> {
            String agent = agent();
            asOwner(statement);
            statement.execute("GRANT CONNECT ON DATABASE " + quoted(statement) + " TO " + role(statement, agent));
            for (String grantee : grantees) {
                if (!grantee.equals(agent)) {
                    statement.execute("REVOKE CONNECT ON DATABASE " + quoted(statement) + " FROM "
                            + role(statement, grantee) + " CASCADE");
                }
            }
        });
    }

    /** For a database that was made with a connection limit of 0, so that nobody came in before the fence stood. */
    public void closeNew() throws SQLException {
        if (!byLimit()) {
            close();
            AccessSettings.limit(connection, database, -1);
        }
    }

    /** Gives everyone's pass back; the agent's own goes unless it was among them. */
    void open(List<Pass> before) throws SQLException {
        inOne(statement -> {
            for (Pass pass : before) {
                statement.execute("SET LOCAL ROLE " + role(statement, pass.grantor()));
                statement.execute("GRANT CONNECT ON DATABASE " + quoted(statement) + " TO "
                        + role(statement, pass.grantee()) + (pass.grantable() ? " WITH GRANT OPTION" : ""));
            }
            asOwner(statement);
            String agent = agent();
            if (before.stream().noneMatch(pass -> pass.grantee().equals(agent))) {
                statement.execute(
                        "REVOKE CONNECT ON DATABASE " + quoted(statement) + " FROM " + role(statement, agent));
            }
        });
    }

    /** What a member of several roles grants is else in the name of any of them. */
    private void asOwner(Statement statement) throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = ?")) {
            select.setString(1, database);
            try (var row = select.executeQuery()) {
                row.next();
                statement.execute("SET LOCAL ROLE " + role(statement, row.getString(1)));
            }
        }
    }

    private String agent() throws SQLException {
        return connection.getMetaData().getUserName();
    }

    private String quoted(Statement statement) throws SQLException {
        return Sql.identifier(statement, database);
    }

    private static String role(Statement statement, String name) throws SQLException {
        return name.isEmpty() ? "PUBLIC" : Sql.identifier(statement, name);
    }

    private interface Statements {
        void on(Statement statement) throws SQLException;
    }

    private void inOne(Statements statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statements.on(statement);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
