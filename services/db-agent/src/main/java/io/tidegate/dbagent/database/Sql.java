package io.tidegate.dbagent.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Quoting by the driver, and what may be said of a fault. */
public final class Sql {
    /** Class 22 of SQLSTATE: a value does not fit; the message repeats the value. */
    private static final String DATA_EXCEPTION = "22";

    private Sql() {}

    public static String identifier(Statement statement, String name) throws SQLException {
        return driver(statement).escapeIdentifier(name);
    }

    public static String literal(Statement statement, String text) throws SQLException {
        return "'" + driver(statement).escapeLiteral(text) + "'";
    }

    /** JDBC's own quoting refuses names that PostgreSQL allows. */
    private static PGConnection driver(Statement statement) throws SQLException {
        return statement.getConnection().unwrap(PGConnection.class);
    }

    /** {@code schema.table} as written in a plan; {@code public} where no schema is named. */
    public record Table(String schema, String name) {
        public static Table of(String written) {
            int dot = written.indexOf('.');
            return dot < 0
                    ? new Table("public", written)
                    : new Table(written.substring(0, dot), written.substring(dot + 1));
        }

        public String quoted(Statement statement) throws SQLException {
            return identifier(statement, schema) + "." + identifier(statement, name);
        }

        @Override
        public String toString() {
            return schema.equals("public") ? name : schema + "." + name;
        }
    }

    /**
     * The server's own sentence without its DETAIL, which repeats rows; and not even that where the sentence repeats a
     * value.
     */
    public static String reason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith(DATA_EXCEPTION)) {
            return "a value does not fit (SQLSTATE " + state + ")";
        }
        ServerErrorMessage server = serverMessage(e);
        String message = server == null ? e.getMessage() : server.getMessage();
        return firstLine(message) + " (SQLSTATE " + state + ")";
    }

    /** What the server says about the fault, or null when it came from elsewhere. */
    public static @Nullable ServerErrorMessage serverMessage(SQLException e) {
        return e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    public static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "no message" : text.lines().findFirst().orElse("");
    }
}
