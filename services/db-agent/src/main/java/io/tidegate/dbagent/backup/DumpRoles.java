package io.tidegate.dbagent.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Roles that a database's objects name; a dump names them too, and does not make them. */
final class DumpRoles {
    private DumpRoles() {}

    /**
     * Owners and those with privileges or policies, of the connection's database, by name; without PostgreSQL's own.
     * pg_shdepend does not speak of the first superuser (PostgreSQL, "pg_shdepend"), owners do.
     */
    static List<String> of(Connection connection) throws SQLException {
        return ask(connection, """
                SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' AND oid IN (
                    SELECT refobjid FROM pg_shdepend
                    WHERE refclassid = 'pg_authid'::regclass
                      AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                    UNION SELECT relowner FROM pg_class WHERE oid >= 16384
                    UNION SELECT nspowner FROM pg_namespace WHERE oid >= 16384
                    UNION SELECT proowner FROM pg_proc WHERE oid >= 16384
                    UNION SELECT typowner FROM pg_type WHERE oid >= 16384)
                ORDER BY rolname COLLATE "C"
                """);
    }

    /** Those that the connection's server does not have. */
    static List<String> missing(Connection connection, List<String> wanted) throws SQLException {
        List<String> there = ask(connection, "SELECT rolname FROM pg_roles");
        return wanted.stream().filter(role -> !there.contains(role)).toList();
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }
}
