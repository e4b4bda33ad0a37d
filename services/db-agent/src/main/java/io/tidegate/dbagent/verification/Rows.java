package io.tidegate.dbagent.verification;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts and values of the rows that are there. */
final class Rows {
    private Rows() {}

    /** @param content of the database before the migration */
    static List<String> count(Connection connection, Work.Verify.Count expected, Optional<Content> content)
            throws SQLException {
        Sql.Table table = Sql.Table.of(expected.table());
        Optional<Content.Table> before = content.flatMap(all -> all.tables().stream()
                .filter(each ->
                        each.schema().equals(table.schema()) && each.name().equals(table.name()))
                .findFirst());
        if (before.isEmpty()) {
            return List.of(
                    "the rows of " + table + " cannot be compared: the backup of this window counted no such table");
        }
        long wanted = before.get().rows() + expected.grownBy();
        try (var statement = connection.createStatement()) {
            long found = Sql.number(connection, "SELECT count(*) FROM " + table.quoted(statement));
            return found == wanted
                    ? List.of()
                    : List.of(table + " has " + found + " rows, expected " + wanted + " ("
                            + before.get().rows() + " before)");
        }
    }

    static List<String> filled(Connection connection, Work.Verify.Filled expected) throws SQLException {
        Sql.Table table = Sql.Table.of(expected.table());
        String name = table + "." + expected.column();
        try (var statement = connection.createStatement()) {
            String column = Sql.identifier(statement, expected.column());
            String from = " FROM " + table.quoted(statement);
            List<String> unmet = new ArrayList<>();
            long empty = Sql.number(connection, "SELECT count(*)" + from + " WHERE " + column + " IS NULL");
            if (empty > 0) {
                unmet.add(name + " is NULL in " + empty + " rows");
            }
            String value = expected.value();
            if (value != null) {
                long other = Sql.number(
                        connection,
                        "SELECT count(*)" + from + " WHERE " + column + "::text <> " + Sql.literal(statement, value));
                if (other > 0) {
                    unmet.add(name + " is not '" + value + "' in " + other + " rows");
                }
            }
            return unmet;
        }
    }
}
