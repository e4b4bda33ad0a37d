package io.tidegate.dbagent.database;

import io.tidegate.dbagent.step.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The role that the agent works as: what it lacks, said as the statement that mends it. */
public final class AgentRole {
    /** What can only be told from inside the target. */
    private static final Set<Privilege> INSIDE = EnumSet.of(Privilege.READ, Privilege.OWNERS);

    /** Before each question. */
    private static final String GIVEN = "WITH given (target, application) AS (SELECT ?::name, ?::name) ";

    private final TargetServer server;

    public AgentRole(TargetServer server) {
        this.server = server;
    }

    /** Does the session pass a connection limit and every check of privileges? */
    public static boolean isSuperuser(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** What an administrator has to do, in sentences; none where the role may do all of this. */
    public List<String> lacks(Set<Privilege> needed) throws SQLException {
        List<String> sentences = new ArrayList<>();
        if (needed.isEmpty()) {
            return sentences;
        }
        try (Connection connection = server.maintenance()) {
            if (isSuperuser(connection)) {
                return sentences;
            }
            for (Privilege privilege : needed) {
                if (!INSIDE.contains(privilege)) {
                    sentences.addAll(ask(connection, question(privilege)));
                }
            }
            if (needed.contains(Privilege.SETTINGS)) {
                sentences.addAll(ask(connection, parameters(connection)));
            }
        }
        if (needed.stream().anyMatch(INSIDE::contains)) {
            try (Connection connection = server.target()) {
                for (Privilege privilege : needed) {
                    if (INSIDE.contains(privilege)) {
                        sentences.addAll(ask(connection, question(privilege)));
                    }
                }
            }
        }
        return sentences;
    }

    /** Answered by a sentence for everything that is missing. */
    private static String question(Privilege privilege) {
        return switch (privilege) {
            case OWNER -> """
                SELECT format('GRANT %I TO %I', pg_get_userbyid(datdba), current_user)
                FROM pg_database, given WHERE datname = target AND NOT pg_has_role(datdba, 'USAGE')
                """;
            case OWNERS -> OWNERS + " UNION ALL " + EXTENSIONS;
            case CREATE_DATABASES -> attribute("rolcreatedb", "CREATEDB");
            case ROLES -> attribute("rolcreaterole", "CREATEROLE");
            case READ -> """
                SELECT format('GRANT pg_read_all_data TO %I, who may not read %s relations', current_user, count(*))
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'm', 'S')
                  AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                  AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))
                HAVING count(*) > 0
                """;
            case MONITOR -> predefined("pg_monitor");
            case SIGNAL -> predefined("pg_signal_backend");
            case CHECKPOINT -> predefined("pg_checkpoint");
            case GRANTORS -> """
                SELECT DISTINCT format('GRANT %I TO %I', pg_get_userbyid(acl.grantor), current_user)
                FROM pg_database d, aclexplode(d.datacl) AS acl, given
                WHERE d.datname = target AND NOT pg_has_role(acl.grantor, 'MEMBER')
                """;
            case SETTINGS -> """
                SELECT format('GRANT %I TO %I', pg_get_userbyid(role), current_user)
                FROM (SELECT setrole FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, given
                      WHERE d.datname = target AND setrole <> 0
                      UNION SELECT acl.grantor FROM pg_database d, aclexplode(d.datacl) AS acl, given
                      WHERE d.datname = target) AS concerned (role)
                WHERE NOT pg_has_role(role, 'MEMBER')
                """;
            case APPLICATION -> """
                SELECT format('GRANT %I TO %I', rolname, current_user)
                FROM pg_roles, given WHERE rolname = application AND NOT pg_has_role(oid, 'MEMBER')
                """;
        };
    }

    /** Owners of what a dump makes anew; what belongs to an extension or to a table comes with it. */
    private static final String OWNERS = """
            SELECT DISTINCT format('GRANT %I TO %I', pg_get_userbyid(owner), current_user)
            FROM (SELECT relowner, oid, 'pg_class'::regclass FROM pg_class WHERE relkind NOT IN ('t', 'i', 'I', 'c')
                  UNION ALL SELECT nspowner, oid, 'pg_namespace'::regclass FROM pg_namespace
                  WHERE nspname NOT LIKE 'pg\\_%'
                  UNION ALL SELECT proowner, oid, 'pg_proc'::regclass FROM pg_proc
                  UNION ALL SELECT typowner, oid, 'pg_type'::regclass FROM pg_type WHERE typtype IN ('d', 'e', 'c', 'r'))
                 AS owned (owner, id, class)
            WHERE id >= 16384 AND NOT pg_has_role(owner, 'USAGE')
              AND NOT EXISTS (SELECT FROM pg_depend
                              WHERE classid = class AND objid = id AND deptype IN ('e', 'i'))
            """;

    /** What PostgreSQL trusts, the owner of a database creates there (CREATE EXTENSION, from PostgreSQL 13). */
    private static final String EXTENSIONS = """
            SELECT format('the extension %I is one that only a superuser creates in a copy: make %I a superuser, or'
                   ' leave out the steps that restore', extname, current_user)
            FROM pg_extension JOIN pg_available_extension_versions ON name = extname AND version = extversion
            WHERE superuser AND NOT trusted
            """;

    /** GRANT SET ON PARAMETER came with PostgreSQL 15. */
    private static final int PARAMETERS_SINCE = 150_000;

    /** Settings of the target that only a superuser may make, or whom one has allowed it. */
    private static String parameters(Connection connection) throws SQLException {
        boolean grantable =
                Sql.number(connection, "SELECT current_setting('server_version_num')::int") >= PARAMETERS_SINCE;
        return """
                SELECT DISTINCT %s
                FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
                     LEFT JOIN pg_roles r ON r.oid = s.setrole,
                     given, unnest(s.setconfig) AS each, split_part(each, '=', 1) AS parameter
                     LEFT JOIN pg_settings p ON p.name = parameter
                WHERE d.datname = target AND %s
                """.formatted(
                        grantable
                                ? "format('GRANT SET ON PARAMETER %s TO %I', parameter, coalesce(rolname, current_user))"
                                : "format('make %2$I a superuser, for only one may set %1$s', parameter, current_user)",
                        grantable
                                ? "(p.context = 'superuser' OR p.name IS NULL)"
                                        + " AND NOT has_parameter_privilege(coalesce(rolname, current_user), parameter, 'SET')"
                                : "p.context = 'superuser'");
    }

    private static String attribute(String column, String word) {
        return "SELECT format('ALTER ROLE %I " + word
                + "', rolname) FROM pg_roles WHERE rolname = current_user AND NOT " + column;
    }

    /** Nothing where the server has no such role yet. */
    private static String predefined(String role) {
        return "SELECT format('GRANT %I TO %I', rolname, current_user) FROM pg_roles WHERE rolname = '" + role
                + "' AND NOT pg_has_role(oid, 'USAGE')";
    }

    private List<String> ask(Connection connection, String question) throws SQLException {
        try (var select = connection.prepareStatement(GIVEN + question)) {
            select.setString(1, server.name());
            select.setString(2, server.database().applicationRole());
            List<String> answers = new ArrayList<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    answers.add(row.getString(1));
                }
            }
            return answers;
        }
    }
}
