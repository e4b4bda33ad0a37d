package io.tidegate.dbagent.d1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database's schema says, each thing by its name: columns, foreign keys, indexes, views, triggers. CHECK
 * constraints are not in it: SQLite knows them as words of the table alone.
 *
 * @param tables with their parts, by name
 * @param others views and triggers, by kind and name
 */
record Shape(Map<String, Map<String, String>> tables, Map<String, String> others) {
    private static final String COLUMNS = """
            SELECT m.name, 'column ' || c.name, upper(c.type) || iif(c."notnull", ' NOT NULL', '')
                   || coalesce(' DEFAULT ' || c.dflt_value, '') || iif(c.pk, ' PRIMARY KEY ' || c.pk, '')
            FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.%s
            """;

    private static final String FOREIGN_KEYS = """
            SELECT m.name, 'foreign key of ' || f."from",
                   f."table" || '.' || coalesce(f."to", '') || ' ' || f.on_update || ' ' || f.on_delete
            FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.%s
            """;

    /** An index of a constraint's making has no name that counts. */
    private static final String INDEXES = """
            SELECT m.name, iif(i.origin = 'c', 'index ' || i.name, 'constraint ' || i.origin),
                   iif(i."unique", 'UNIQUE ', '')
                   || (SELECT group_concat(coalesce(c.name, '()'), ',') FROM pragma_index_info(i.name) c)
            FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.%s
            ORDER BY 1, 2, 3
            """;

    private static final String OTHERS =
            "SELECT type || ' ' || name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')";

    /** @param migrationsTable is Wrangler's own and no part of it */
    static Shape of(D1Database database, String migrationsTable) throws D1Exception, IOException, InterruptedException {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        String which = Sqlite.TABLES.replace("AND name", "AND m.name");
        List<Found> answers = database.ask(
                List.of(COLUMNS.formatted(which), FOREIGN_KEYS.formatted(which), INDEXES.formatted(which), OTHERS));
        for (Found answer : answers.subList(0, answers.size() - 1)) {
            for (var row : answer.rows()) {
                String table = String.valueOf(row.get(0));
                if (!table.equals(migrationsTable)) {
                    tables.computeIfAbsent(table, name -> new TreeMap<>())
                            .merge(
                                    String.valueOf(row.get(1)),
                                    String.valueOf(row.get(2)),
                                    (one, other) -> one + "; " + other);
                }
            }
        }
        Map<String, String> others = new TreeMap<>();
        for (var row : answers.getLast().rows()) {
            others.put(
                    String.valueOf(row.get(0)),
                    String.valueOf(row.get(1)).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
        }
        return new Shape(tables, others);
    }

    /**
     * What of this is missing or other in a database, and what its tables have beyond it; a sentence for each. Tables that
     * this does not know do not count.
     */
    List<String> differences(Shape found) {
        List<String> differences = new ArrayList<>();
        tables.forEach((table, parts) -> {
            Map<String, String> theirs = found.tables.get(table);
            if (theirs == null) {
                differences.add("the table " + table + " is missing");
            } else {
                differences(table + ": ", parts, theirs, true, differences);
            }
        });
        differences("", others, found.others, false, differences);
        return differences;
    }

    private static void differences(
            String where,
            Map<String, String> wanted,
            Map<String, String> found,
            boolean exactly,
            List<String> differences) {
        var names = new TreeSet<>(wanted.keySet());
        if (exactly) {
            names.addAll(found.keySet());
        }
        for (String name : names) {
            String one = wanted.get(name);
            String other = found.get(name);
            if (other == null) {
                differences.add(where + name + " is missing");
            } else if (one == null) {
                differences.add(where + name + " is too many");
            } else if (!one.equals(other)) {
                differences.add(where + name + " is " + other + ", and the files make " + one);
            }
        }
    }
}
