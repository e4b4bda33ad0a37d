package io.tidegate.dbagent.d1;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.verification.Answers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a plan expects of a migrated D1 database. Tables are named without a schema. */
final class Expectations {
    private static final int PERCENT = 100;
    private static final String ORPHANS =
            "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2";

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

    /**
     * Questions, and what of their answers is not as expected.
     *
     * @param what is looked at, for people
     */
    private record Expectation(String what, List<String> questions, Judge judge) {}

    @FunctionalInterface
    private interface Judge {
        /** A sentence for each thing that is not so. */
        List<String> unmet(List<Found> answers) throws D1Exception, IOException, InterruptedException;
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
        List<Expectation> all = all(work);
        run.doing("asking the database");
        Iterator<Found> together = answers(
                        all.stream().flatMap(each -> each.questions().stream()).toList())
                .iterator();
        boolean answered = together.hasNext();
        List<String> unmet = new ArrayList<>();
        int done = 0;
        for (Expectation each : all) {
            D1Run.checkInterrupt();
            run.progress().doing(PERCENT * done++ / all.size(), each.what());
            try {
                List<Found> answers = new ArrayList<>();
                if (answered) {
                    each.questions().forEach(question -> answers.add(together.next()));
                } else {
                    answers.addAll(database.ask(each.questions()));
                }
                unmet.addAll(each.judge().unmet(answers));
            } catch (D1Exception e) {
                if (!e.code().equals("database-error")) {
                    throw e;
                }
                unmet.add(each.what() + ": " + e.getMessage());
            }
        }
        return unmet;
    }

    /** A table that is not there makes its question fail, and all with it: then each has to be put by itself. */
    private List<Found> answers(List<String> questions) throws D1Exception, IOException, InterruptedException {
        try {
            return database.ask(questions);
        } catch (D1Exception e) {
            if (!e.code().equals("database-error")) {
                throw e;
            }
            return List.of();
        }
    }

    private List<Expectation> all(Work.Verify work) {
        List<Expectation> all = new ArrayList<>();
        work.tables().forEach(each -> all.add(table(each)));
        work.columns().forEach(each -> all.add(column(each)));
        work.constraints().forEach(each -> all.add(constraint(each)));
        work.indexes().forEach(each -> all.add(index(each)));
        work.counts().forEach(each -> all.add(count(each)));
        work.filled().forEach(each -> all.add(filled(each)));
        work.rejects()
                .forEach(each -> all.add(new Expectation(
                        "a bad row for " + each.table() + " " + each.row(), List.of(), answers -> trial.file()
                                .rejected(each))));
        work.atLeast().forEach((what, least) -> all.add(atLeast(what, least)));
        work.sound().forEach(each -> all.add(sound(each)));
        work.answers().forEach(each -> all.add(answer(each)));
        return all;
    }

    private static Expectation table(String name) {
        return new Expectation(
                "table " + name,
                List.of(words(name)),
                answers -> answers.getFirst().rows().isEmpty()
                        ? List.of("the table " + name + " is not there")
                        : List.of());
    }

    private static String words(String table) {
        return "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = " + Sqlite.literal(table);
    }

    private static Expectation column(Work.Verify.Column expected) {
        String name = expected.table() + "." + expected.column();
        String question = "SELECT type, \"notnull\", dflt_value FROM pragma_table_info("
                + Sqlite.literal(expected.table()) + ") WHERE name = " + Sqlite.literal(expected.column());
        return new Expectation("column " + name, List.of(question), answers -> {
            var found = answers.getFirst().rows();
            return found.isEmpty()
                    ? List.of("the column " + name + " is not there")
                    : differences(expected, name, found.getFirst());
        });
    }

    private static List<String> differences(Work.Verify.Column expected, String name, List<@Nullable String> column) {
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
    private static Expectation constraint(Work.Verify.Constraint expected) {
        String what = "the constraint " + expected.name() + " of " + expected.table();
        return new Expectation("constraint " + expected.name(), List.of(words(expected.table())), answers -> {
            if (expected.definition() != null) {
                return List.of(
                        what + " cannot be compared with a definition: SQLite keeps none; write what it mentions");
            }
            String words = String.join("", answers.getFirst().texts()).toLowerCase(Locale.ROOT);
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
        });
    }

    private static Expectation index(Work.Verify.Index expected) {
        String what = "the index " + expected.name() + " of " + expected.table();
        List<String> questions = List.of(
                "SELECT name FROM pragma_index_list(" + Sqlite.literal(expected.table()) + ") WHERE name = "
                        + Sqlite.literal(expected.name()),
                "SELECT name FROM pragma_index_info(" + Sqlite.literal(expected.name()) + ") ORDER BY seqno");
        return new Expectation("index " + expected.name(), questions, answers -> {
            if (answers.get(0).rows().isEmpty()) {
                return List.of(what + " is not there");
            }
            List<String> columns = answers.get(1).texts();
            return columns.equals(expected.columns())
                    ? List.of()
                    : List.of(what + " is over " + columns + ", expected " + expected.columns());
        });
    }

    private Expectation count(Work.Verify.Count expected) {
        Optional<Content.Table> table = before.flatMap(content -> content.tables().stream()
                .filter(each -> each.name().equals(expected.table()))
                .findFirst());
        String what = "rows of " + expected.table();
        if (table.isEmpty()) {
            return new Expectation(
                    what,
                    List.of(),
                    answers -> List.of("the rows of " + expected.table()
                            + " cannot be compared: the backup of this window counted no such table"));
        }
        long wanted = table.get().rows() + expected.grownBy();
        String question = "SELECT count(*) FROM " + Sqlite.identifier(expected.table());
        return new Expectation(what, List.of(question), answers -> {
            long found = answers.getFirst().number();
            return found == wanted
                    ? List.of()
                    : List.of(expected.table() + " has " + found + " rows, expected " + wanted + " ("
                            + table.get().rows() + " before)");
        });
    }

    private static Expectation filled(Work.Verify.Filled expected) {
        String name = expected.table() + "." + expected.column();
        String column = Sqlite.identifier(expected.column());
        String counting = "SELECT count(*) FROM " + Sqlite.identifier(expected.table()) + " WHERE ";
        String value = expected.value();
        List<String> questions = new ArrayList<>(List.of(counting + column + " IS NULL"));
        if (value != null) {
            questions.add(counting + "CAST(" + column + " AS TEXT) <> " + Sqlite.literal(value));
        }
        return new Expectation("values of " + name, questions, answers -> {
            List<String> unmet = new ArrayList<>();
            if (answers.getFirst().number() > 0) {
                unmet.add(name + " is NULL in " + answers.getFirst().number() + " rows");
            }
            if (value != null && answers.get(1).number() > 0) {
                unmet.add(name + " is not '" + value + "' in " + answers.get(1).number() + " rows");
            }
            return unmet;
        });
    }

    private static Expectation atLeast(String what, int least) {
        String which = what.equals("tables") ? Sqlite.TABLES : "type = 'index' AND sql IS NOT NULL";
        String question = "SELECT count(*) FROM sqlite_master WHERE " + which;
        return new Expectation("number of " + what, List.of(question), answers -> {
            long found = answers.getFirst().number();
            return found >= least
                    ? List.of()
                    : List.of("the database has " + found + " " + what + ", expected at least " + least);
        });
    }

    private Expectation sound(Work.Verify.Sound what) {
        String name = "soundness of " + what;
        return switch (what) {
            case INDEXES ->
                new Expectation(
                        name, List.of(database.soundness()), answers -> D1Database.faults(answers.getFirst()).stream()
                                .map(fault -> "SQLite finds the database damaged: " + fault)
                                .toList());
            case FOREIGN_KEYS ->
                new Expectation(name, List.of(ORPHANS), answers -> answers.getFirst().rows().stream()
                        .map(row -> row.get(2) + " rows of " + row.get(0) + " refer to rows of " + row.get(1)
                                + " that are not there")
                        .toList());
        };
    }

    private Expectation answer(Work.Verify.Answer expected) {
        String what = "query " + expected.query();
        AgentConfig.Query query = run.config().queries().get(expected.query());
        if (query == null) {
            return new Expectation(
                    what,
                    List.of(),
                    answers -> List.of("the agent's configuration has no query '" + expected.query() + "'; it has "
                            + run.config().queries().keySet()));
        }
        return new Expectation(
                what,
                List.of(query.sql()),
                answers -> Answers.differences(expected, answers.getFirst().rows()));
    }
}
