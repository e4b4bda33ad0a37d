package io.tidegate.dbagent.manifest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captures a database's manifest from the catalogue. */
public final class ManifestReader {
    private final Connection connection;
    private final String database;

    private ManifestReader(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /** @param connection to any database of the server */
    public static DatabaseManifest read(Connection connection, String database) throws SQLException {
        return new ManifestReader(connection, database).read();
    }

    private DatabaseManifest read() throws SQLException {
        try (PreparedStatement select = select("""
                        SELECT pg_get_userbyid(datdba), shobj_description(oid, 'pg_database'), datistemplate,
                               datacl IS NULL
                        FROM pg_database WHERE datname = ?
                        """);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("there is no database '" + database + "' on the server");
            }
            return new DatabaseManifest(
                    row.getString(1),
                    row.getBoolean(4),
                    grants(),
                    row.getString(2),
                    row.getBoolean(3),
                    labels(),
                    settings());
        }
    }

    private List<DatabaseManifest.Grant> grants() throws SQLException {
        return list(
                """
                SELECT pg_get_userbyid(acl.grantor),
                       CASE acl.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(acl.grantee) END,
                       acl.privilege_type, acl.is_grantable
                FROM pg_database, aclexplode(datacl) WITH ORDINALITY AS acl (grantor, grantee, privilege_type, is_grantable, n)
                WHERE datname = ? ORDER BY acl.n
                """,
                row -> new DatabaseManifest.Grant(
                        row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
    }

    private List<DatabaseManifest.SecurityLabel> labels() throws SQLException {
        return list("""
                SELECT provider, label FROM pg_shseclabel
                WHERE classoid = 'pg_database'::regclass AND objoid = (SELECT oid FROM pg_database WHERE datname = ?)
                ORDER BY provider
                """, row -> new DatabaseManifest.SecurityLabel(row.getString(1), row.getString(2)));
    }

    private List<DatabaseManifest.Setting> settings() throws SQLException {
        return list("""
                SELECT CASE setrole WHEN 0 THEN '' ELSE pg_get_userbyid(setrole) END,
                       split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1)
                FROM pg_db_role_setting, unnest(setconfig) WITH ORDINALITY AS each (setting, n)
                WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = ?)
                ORDER BY 1, n
                """, row -> new DatabaseManifest.Setting(row.getString(1), row.getString(2), row.getString(3)));
    }

    @FunctionalInterface
    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Mapping<T> mapping) throws SQLException {
        try (PreparedStatement select = select(sql);
                ResultSet row = select.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (row.next()) {
                values.add(mapping.of(row));
            }
            return values;
        }
    }

    private PreparedStatement select(String sql) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setString(1, database);
        return select;
    }

    /** Databases by that name. */
    public static boolean exists(Connection connection, String name) throws SQLException {
        return comment(connection, name) != null;
    }

    /** The database's comment, the empty text if it has none, or null if there is no such database. */
    static @Nullable String comment(Connection connection, String name) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = ?")) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
