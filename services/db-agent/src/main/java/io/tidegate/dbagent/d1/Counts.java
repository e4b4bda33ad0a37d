package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.backup.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares tables and their rows with a database that only answers questions. */
final class Counts {
    private Counts() {}

    /** A sentence for each table that is not there, is too many, or has another number of rows. */
    static List<String> differences(Content expected, D1Database database)
            throws D1Exception, IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        List<String> names =
                new ArrayList<>(database.ask("SELECT name FROM sqlite_master WHERE " + Sqlite.TABLES + " ORDER BY name")
                        .texts());
        List<Content.Table> there = new ArrayList<>();
        for (Content.Table table : expected.tables()) {
            if (names.remove(table.name())) {
                there.add(table);
            } else {
                differences.add(table.name() + " is missing");
            }
        }
        List<Found> counts = database.ask(there.stream()
                .map(table -> "SELECT count(*) FROM " + Sqlite.identifier(table.name()))
                .toList());
        for (int i = 0; i < there.size(); i++) {
            long rows = counts.get(i).number();
            Content.Table table = there.get(i);
            if (rows != table.rows()) {
                differences.add(table.name() + " has " + rows + " rows instead of " + table.rows());
            }
        }
        names.forEach(name -> differences.add(name + " is too many"));
        return differences;
    }
}
