package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.step.StepProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what is in a database, under whatever snapshot the connection has. The session's way to write values is fixed
 * first, because a restored copy does not have the settings of its original.
 */
public final class ContentReader {
    private static final List<String> WRITTEN_THE_SAME = List.of(
            "SET datestyle = 'ISO, YMD'",
            "SET intervalstyle = 'iso_8601'",
            "SET timezone = 'UTC'",
            "SET extra_float_digits = 3",
            "SET bytea_output = 'hex'",
            "SET xmloption = 'content'",
            "SET search_path = pg_catalog");

    private ContentReader() {}

    public static void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String setting : WRITTEN_THE_SAME) {
                statement.execute(setting);
            }
        }
    }

    /** In the way that is fastest on this server. */
    public static Content read(Connection connection, StepProgress progress) throws SQLException, InterruptedException {
        return read(
                connection,
                RowHash.on(Sql.number(connection, "SELECT current_setting('server_version_num')::int")),
                progress);
    }

    /** In the way in which another was read, so that both can be compared. */
    public static Content readLike(Content other, Connection connection, StepProgress progress)
            throws SQLException, InterruptedException {
        return read(connection, RowHash.of(other), progress);
    }

    static Content read(Connection connection, RowHash how, StepProgress progress)
            throws SQLException, InterruptedException {
        List<Content.Table> tables = new ArrayList<>();
        List<String[]> names = names(connection);
        for (String[] name : names) {
            if (Thread.interrupted()) {
                throw new InterruptedException("counting was interrupted");
            }
            progress.doing(null, "counting " + name[1] + " (" + (tables.size() + 1) + " of " + names.size() + ")");
            tables.add(table(connection, name[0], name[1], how.expression(name[2]), how));
        }
        return new Content(tables, sequences(connection));
    }

    /**
     * Tables that hold rows themselves, with their columns; what belongs to an extension is made by the extension. A column
     * stands as it is where values that are equal are the same to the bit; 1.0 and 1.00 are equal and not the same, so
     * other types stand as text.
     */
    private static List<String[]> names(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT n.nspname, c.relname,
                               (SELECT coalesce(string_agg(CASE
                                         WHEN a.atttypid IN ('bool'::regtype, 'int2'::regtype, 'int4'::regtype,
                                                             'int8'::regtype, 'oid'::regtype, 'uuid'::regtype,
                                                             'date'::regtype, 'time'::regtype, 'timestamp'::regtype,
                                                             'timestamptz'::regtype, 'bytea'::regtype)
                                           THEN 't.' || quote_ident(a.attname)
                                         WHEN a.atttypid IN ('text'::regtype, 'varchar'::regtype)
                                           THEN 't.' || quote_ident(a.attname) || '::text COLLATE "C"'
                                         ELSE 'ROW(t.' || quote_ident(a.attname) || ')::text COLLATE "C"'
                                       END, ', ' ORDER BY a.attnum), '')
                                FROM pg_attribute a
                                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
                          AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                          AND NOT EXISTS (SELECT FROM pg_depend d
                                          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                            AND d.deptype = 'e')
                        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
                        """)) {
            List<String[]> names = new ArrayList<>();
            while (row.next()) {
                names.add(new String[] {row.getString(1), row.getString(2), row.getString(3)});
            }
            return names;
        }
    }

    private static Content.Table table(Connection connection, String schema, String name, String rowHash, RowHash how)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String table = new Sql.Table(schema, name).quoted(statement);
            try (var row = statement.executeQuery(
                    "SELECT count(*), coalesce(sum(" + rowHash + "), 0)::text FROM ONLY " + table + " AS t")) {
                row.next();
                return new Content.Table(schema, name, row.getLong(1), how.marked(row.getString(2)));
            }
        }
    }

    private static List<Content.Sequence> sequences(Connection connection) throws SQLException {
        List<Content.Sequence> sequences = new ArrayList<>();
        try (var names = connection.createStatement();
                var read = connection.createStatement();
                var row = names.executeQuery("""
                        SELECT schemaname, sequencename FROM pg_sequences
                        WHERE schemaname NOT LIKE 'pg\\_%'
                        ORDER BY schemaname COLLATE "C", sequencename COLLATE "C"
                        """)) {
            while (row.next()) {
                String sequence = new Sql.Table(row.getString(1), row.getString(2)).quoted(read);
                try (var position = read.executeQuery("SELECT last_value || ' ' || is_called FROM " + sequence)) {
                    position.next();
                    sequences.add(new Content.Sequence(row.getString(1), row.getString(2), position.getString(1)));
                }
            }
        }
        return sequences;
    }
}
