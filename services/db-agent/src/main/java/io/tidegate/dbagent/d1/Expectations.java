package io.tidegate.dbagent.d1;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.verification.Answers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a plan expects of a migrated D1 database. Tables are named without a schema. */
final class Expectations {
    private static final int PERCENT = 100;

    private final D1Database database;
    private final Optional<Content> before;
    private final Trial trial;
    private final D1Run run;

    /**
     * @param before what was in the database before the migration
     * @param trial where bad rows are tried
     */
    Expectations(D1Database database, Optional<Content> before, Trial trial, D1Run run) {
        this.database = database;
        this.before = before;
        this.trial = trial;
        this.run = run;
    }

    private interface Expectation {
        List<String> unmet() throws D1Exception, IOException, InterruptedException;
    }

    static int size(Work.Verify work) {
        return work.tables().size()
                + work.columns().size()
                + work.constraints().size()
                + work.indexes().size()
                + work.counts().size()
                + work.filled().size()
                + work.rejects().size()
                + work.atLeast().size()
                + work.sound().size()
                + work.answers().size();
    }

    /** A sentence for everything that is not so; none when all is. */
    List<String> unmet(Work.Verify work) throws D1Exception, IOException, InterruptedException {
        Map<String, Expectation> all = all(work);
        List<String> unmet = new ArrayList<>();
        int done = 0;
        for (Map.Entry<String, Expectation> each : all.entrySet()) {
            D1Run.checkInterrupt();
            run.progress().doing(PERCENT * done++ / all.size(), each.getKey());
            try {
                unmet.addAll(each.getValue().unmet());
            } catch (D1Exception e) {
                // A table that is not there makes its questions fail; the others go on.
                if (!e.code().equals("database-error")) {
                    throw e;
                }
                unmet.add(each.getKey() + ": " + e.getMessage());
            }
        }
        return unmet;
    }

    private Map<String, Expectation> all(Work.Verify work) {
        Map<String, Expectation> all = new LinkedHashMap<>();
        work.tables().forEach(each -> all.put("table " + each, () -> table(each)));
        work.columns().forEach(each -> all.put("column " + each.table() + "." + each.column(), () -> column(each)));
        work.constraints().forEach(each -> all.put("constraint " + each.name(), () -> constraint(each)));
        work.indexes().forEach(each -> all.put("index " + each.name(), () -> index(each)));
        work.counts().forEach(each -> all.put("rows of " + each.table(), () -> count(each)));
        work.filled().forEach(each -> all.put("values of " + each.table() + "." + each.column(), () -> filled(each)));
        work.rejects()
                .forEach(each -> all.put("a bad row for " + each.table() + " " + each.row(), () -> trial.file()
                        .rejected(each)));
        work.atLeast().forEach((what, least) -> all.put("number of " + what, () -> atLeast(what, least)));
        work.sound().forEach(each -> all.put("soundness of " + each, () -> sound(each)));
        work.answers().forEach(each -> all.put("query " + each.query(), () -> answer(each)));
        return all;
    }

    private List<String> table(String name) throws D1Exception, IOException, InterruptedException {
        return sql(name).isPresent() ? List.of() : List.of("the table " + name + " is not there");
    }

    private Optional<String> sql(String table) throws D1Exception, IOException, InterruptedException {
        return database
                .texts("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = " + Sqlite.literal(table))
                .stream()
                .findFirst();
    }

    private List<String> column(Work.Verify.Column expected) throws D1Exception, IOException, InterruptedException {
        String name = expected.table() + "." + expected.column();
        var found = database.ask("SELECT type, \"notnull\", dflt_value FROM pragma_table_info("
                + Sqlite.literal(expected.table()) + ") WHERE name = " + Sqlite.literal(expected.column()));
        if (found.isEmpty()) {
            return List.of("the column " + name + " is not there");
        }
        List<@Nullable String> column = found.getFirst();
        List<String> unmet = new ArrayList<>();
        if (!expected.type().equalsIgnoreCase(column.get(0))) {
            unmet.add(name + " has type " + column.get(0) + ", expected " + expected.type());
        }
        boolean nullable = "0".equals(column.get(1));
        if (expected.nullable() != nullable) {
            unmet.add(name + (nullable ? " may be NULL, and should not" : " may not be NULL, and should"));
        }
        if (!Objects.equals(expected.defaultsTo(), column.get(2))) {
            unmet.add(name + " defaults to " + shown(column.get(2)) + ", expected " + shown(expected.defaultsTo()));
        }
        return unmet;
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : value;
    }

    /** SQLite keeps a constraint as the words of its table alone. */
    private List<String> constraint(Work.Verify.Constraint expected)
            throws D1Exception, IOException, InterruptedException {
        String what = "the constraint " + expected.name() + " of " + expected.table();
        if (expected.definition() != null) {
            return List.of(what + " cannot be compared with a definition: SQLite keeps none; write what it mentions");
        }
        String words = sql(expected.table()).orElse("").toLowerCase(Locale.ROOT);
        int at = words.replaceAll("[\"`\\[\\]]", " ")
                .replaceAll("\\s+", " ")
                .indexOf("constraint " + expected.name().toLowerCase(Locale.ROOT) + " ");
        if (at < 0) {
            return List.of(what + " is not there");
        }
        return expected.mentions().stream()
                .filter(word -> !words.contains(word.toLowerCase(Locale.ROOT)))
                .map(word -> what + " does not mention " + word)
                .toList();
    }

    private List<String> index(Work.Verify.Index expected) throws D1Exception, IOException, InterruptedException {
        String what = "the index " + expected.name() + " of " + expected.table();
        List<String> there = database.texts("SELECT name FROM pragma_index_list(" + Sqlite.literal(expected.table())
                + ") WHERE name = " + Sqlite.literal(expected.name()));
        if (there.isEmpty()) {
            return List.of(what + " is not there");
        }
        List<String> columns = database.texts(
                "SELECT name FROM pragma_index_info(" + Sqlite.literal(expected.name()) + ") ORDER BY seqno");
        return columns.equals(expected.columns())
                ? List.of()
                : List.of(what + " is over " + columns + ", expected " + expected.columns());
    }

    private List<String> count(Work.Verify.Count expected) throws D1Exception, IOException, InterruptedException {
        Optional<Content.Table> table = before.flatMap(content -> content.tables().stream()
                .filter(each -> each.name().equals(expected.table()))
                .findFirst());
        if (table.isEmpty()) {
            return List.of("the rows of " + expected.table()
                    + " cannot be compared: the backup of this window counted no such table");
        }
        long wanted = table.get().rows() + expected.grownBy();
        long found = database.number("SELECT count(*) FROM " + Sqlite.identifier(expected.table()));
        return found == wanted
                ? List.of()
                : List.of(expected.table() + " has " + found + " rows, expected " + wanted + " ("
                        + table.get().rows() + " before)");
    }

    private List<String> filled(Work.Verify.Filled expected) throws D1Exception, IOException, InterruptedException {
        String name = expected.table() + "." + expected.column();
        String column = Sqlite.identifier(expected.column());
        String counting = "SELECT count(*) FROM " + Sqlite.identifier(expected.table()) + " WHERE ";
        List<String> unmet = new ArrayList<>();
        long empty = database.number(counting + column + " IS NULL");
        if (empty > 0) {
            unmet.add(name + " is NULL in " + empty + " rows");
        }
        String value = expected.value();
        if (value != null) {
            long other = database.number(counting + "CAST(" + column + " AS TEXT) <> " + Sqlite.literal(value));
            if (other > 0) {
                unmet.add(name + " is not '" + value + "' in " + other + " rows");
            }
        }
        return unmet;
    }

    private List<String> atLeast(String what, int least) throws D1Exception, IOException, InterruptedException {
        String which = what.equals("tables") ? Sqlite.TABLES : "type = 'index' AND sql IS NOT NULL";
        long found = database.number("SELECT count(*) FROM sqlite_master WHERE " + which);
        return found >= least
                ? List.of()
                : List.of("the database has " + found + " " + what + ", expected at least " + least);
    }

    private List<String> sound(Work.Verify.Sound what) throws D1Exception, IOException, InterruptedException {
        return switch (what) {
            case INDEXES ->
                database.faults().stream()
                        .map(fault -> "SQLite finds the database damaged: " + fault)
                        .toList();
            case FOREIGN_KEYS ->
                database
                        .ask(
                                "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2")
                        .stream()
                        .map(row -> row.get(2) + " rows of " + row.get(0) + " refer to rows of " + row.get(1)
                                + " that are not there")
                        .toList();
        };
    }

    private List<String> answer(Work.Verify.Answer expected) throws D1Exception, IOException, InterruptedException {
        AgentConfig.Query query = run.config().queries().get(expected.query());
        return query == null
                ? List.of("the agent's configuration has no query '" + expected.query() + "'; it has "
                        + run.config().queries().keySet())
                : Answers.differences(expected, database.ask(query.sql()));
    }
}
