package io.tidegate.dbagent.manifest;

import io.tidegate.dbagent.database.AgentRole;
import io.tidegate.dbagent.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives a fresh copy what its manifest says. Runs inside the caller's transaction. */
public final class ManifestReplay {
    /**
     * Settings that are lists of names: the catalogue has them quoted already (GUC_LIST_QUOTE in the server's source,
     * {@code variable_is_guc_list_quote} in pg_dump's).
     */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    /** PostgreSQL, Appendix A: object_not_in_prerequisite_state. */
    private static final String NOT_IN_STATE = "55000";

    private final Statement statement;
    private final String database;
    private final boolean superuser;

    private ManifestReplay(Statement statement, String database) throws SQLException {
        this.statement = statement;
        this.database = Sql.identifier(statement, database);
        this.superuser = AgentRole.isSuperuser(statement.getConnection());
    }

    /** @param database a copy: without grants, settings, labels of its own */
    public static void run(Connection connection, String database, DatabaseManifest manifest) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            var replay = new ManifestReplay(statement, database);
            replay.owner(manifest.owner());
            if (!manifest.defaultGrants()) {
                replay.grants(manifest.owner(), manifest.grants());
            }
            replay.comment(manifest.comment());
            replay.settings(manifest.settings());
            for (DatabaseManifest.SecurityLabel label : manifest.labels()) {
                replay.label(label);
            }
            if (manifest.template()) {
                statement.execute("ALTER DATABASE " + replay.database + " IS_TEMPLATE true");
            }
        }
    }

    private void owner(String owner) throws SQLException {
        statement.execute("ALTER DATABASE " + database + " OWNER TO " + role(owner));
    }

    private void grants(String owner, List<DatabaseManifest.Grant> grants) throws SQLException {
        statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC, " + role(owner));
        for (DatabaseManifest.Grant grant : grants) {
            // A grant is in the name of whoever gave it, and lasts as long as he may.
            statement.execute("SET LOCAL ROLE " + role(grant.grantor()));
            statement.execute("GRANT " + privilege(grant) + " ON DATABASE " + database + " TO "
                    + (grant.grantee().isEmpty() ? "PUBLIC" : role(grant.grantee()))
                    + (grant.grantable() ? " WITH GRANT OPTION" : ""));
        }
        statement.execute("RESET ROLE");
    }

    private static String privilege(DatabaseManifest.Grant grant) {
        return switch (grant.privilege()) {
            case "CREATE", "CONNECT", "TEMPORARY" -> grant.privilege();
            default ->
                throw new IllegalStateException("the privilege " + grant.privilege() + " of a database is unknown");
        };
    }

    private void comment(@Nullable String comment) throws SQLException {
        statement.execute("COMMENT ON DATABASE " + database + " IS "
                + (comment == null ? "NULL" : Sql.literal(statement, comment)));
    }

    private void settings(List<DatabaseManifest.Setting> settings) throws SQLException {
        for (DatabaseManifest.Setting setting : settings) {
            String whose = setting.role().isEmpty()
                    ? "ALTER DATABASE " + database
                    : "ALTER ROLE " + role(setting.role()) + " IN DATABASE " + database;
            String set = whose + " SET " + name(setting.name()) + " TO " + value(setting);
            // A role may say for itself what only a superuser may say for another.
            boolean asItself = !setting.role().isEmpty() && !superuser;
            if (asItself) {
                statement.execute("SET LOCAL ROLE " + role(setting.role()));
            }
            statement.execute(set);
            if (asItself) {
                statement.execute("RESET ROLE");
            }
        }
    }

    /** Settings of extensions have a dot in their name. */
    private String name(String name) throws SQLException {
        StringBuilder quoted = new StringBuilder();
        for (String part : name.split("\\.", -1)) {
            quoted.append(quoted.isEmpty() ? "" : ".").append(Sql.identifier(statement, part));
        }
        return quoted.toString();
    }

    private String value(DatabaseManifest.Setting setting) throws SQLException {
        if (!LISTS.contains(setting.name())) {
            return Sql.literal(statement, setting.value());
        }
        StringBuilder elements = new StringBuilder();
        for (String element : NameList.split(setting.value())) {
            elements.append(elements.isEmpty() ? "" : ", ").append(Sql.literal(statement, element));
        }
        return elements.isEmpty() ? "''" : elements.toString();
    }

    private void label(DatabaseManifest.SecurityLabel label) throws SQLException {
        try {
            statement.execute("SECURITY LABEL FOR " + Sql.identifier(statement, label.provider()) + " ON DATABASE "
                    + database + " IS " + Sql.literal(statement, label.label()));
        } catch (SQLException e) {
            // The server's own sentence may repeat the label.
            throw new SQLException(
                    "the security label of the provider '" + label.provider()
                            + "' is refused: is it among the server's shared_preload_libraries?",
                    String.valueOf(e.getSQLState()).startsWith("22") ? NOT_IN_STATE : e.getSQLState(),
                    e);
        }
    }

    private String role(String name) throws SQLException {
        return Sql.identifier(statement, name);
    }
}
