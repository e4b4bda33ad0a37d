package io.tidegate.dbagent.d1;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells Wrangler which files a database has already that another tool has migrated: applies them to an empty database and
 * notes them only when the target's schema is what they make. Done already is done; the notes are made by one statement.
 */
final class Reconcile implements D1Kind {
    private static final int DIFFERENCES_TOLD = 10;

    @Override
    public StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException {
        var work = (Work.Reconcile) run.request().work();
        Migrate.driver(work.driver());
        if (!work.action().equals("baseline")) {
            return D1Run.failed("no-such-action", "wrangler-d1 has the action baseline");
        }
        MigrationFiles files = MigrationFiles.of(run, work.migrations());
        String last = work.migration();
        if (last == null || !files.names().contains(last)) {
            return D1Run.failed(
                    "no-such-migration",
                    "'baseline' needs the last file that the database has already: migration, one of " + files.names());
        }
        List<String> has = files.names().subList(0, files.names().indexOf(last) + 1);
        D1Database target = run.database();
        Shape made = made(run, files, has);
        Shape found = Shape.of(target, run.d1().migrationsTable());
        List<String> differences = made.differences(found);
        if (!differences.isEmpty()) {
            return D1Run.failed(
                    "schema-differs",
                    "the database is not what the files up to " + last + " make, and nothing was noted: "
                            + String.join(
                                    "; ",
                                    differences.stream().limit(DIFFERENCES_TOLD).toList()));
        }
        List<Fact> facts = new ArrayList<>(note(run, files, has));
        found.tables().keySet().stream()
                .filter(table -> !made.tables().containsKey(table))
                .forEach(table -> facts.add(Fact.text("not-of-the-files", table)));
        return new StepResult.Succeeded(facts);
    }

    private static Shape made(D1Run run, MigrationFiles files, List<String> has)
            throws D1Exception, IOException, InterruptedException {
        Path staged = run.records().path("reconcile-migrations");
        try (Copy copy = run.copy("reconcile")) {
            DurableFiles.delete(staged);
            DurableFiles.directory(staged);
            for (String name : has) {
                Files.copy(files.set().directory().resolve(name), staged.resolve(name));
            }
            run.doing("applying the files up to " + has.getLast() + " to an empty database");
            return Shape.of(copy.apply(staged), run.d1().migrationsTable());
        } finally {
            DurableFiles.delete(staged);
        }
    }

    private static List<Fact> note(D1Run run, MigrationFiles files, List<String> has)
            throws D1Exception, IOException, InterruptedException {
        Wrangler wrangler = run.wrangler();
        // Listing makes the table, as Wrangler makes it.
        List<String> waiting = wrangler.waiting(files.set().directory());
        List<String> missing = has.stream().filter(waiting::contains).toList();
        if (!missing.isEmpty()) {
            run.doing("noting " + missing.size() + " migrations as applied");
            String table = Sqlite.identifier(run.d1().migrationsTable());
            wrangler.execute("INSERT INTO " + table + " (name) VALUES "
                    + missing.stream()
                            .map(name -> "(" + Sqlite.literal(name) + ")")
                            .collect(Collectors.joining(", ")));
        }
        List<String> left = wrangler.waiting(files.set().directory());
        if (has.stream().anyMatch(left::contains)) {
            throw new D1Exception("not-reconciled", "Wrangler still lists " + left + " after they were noted");
        }
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.text("baseline", has.getLast()),
                Fact.number("noted", missing.size(), "migrations"),
                Fact.number("noted-before", has.size() - missing.size(), "migrations"),
                Fact.number("migrations-left", left.size(), "migrations")));
        missing.forEach(name -> facts.add(Fact.text(name, "noted")));
        return facts;
    }
}
