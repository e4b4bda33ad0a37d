package io.tidegate.dbagent.d1;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.migration.RehearsedStatements;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Wrangler lists what waits, applies it, and lists again. Each file is one transaction with its row in the table of the
 * migrations: found half done, what is left is applied.
 */
final class Migrate implements D1Kind {
    static final String DRIVER = "wrangler-d1";

    @Override
    public StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException {
        var work = (Work.Migrate) run.request().work();
        driver(work.driver());
        MigrationFiles files = MigrationFiles.of(run, work.migrations());
        Optional<String> unfit = RehearsedStatements.read(run.records())
                .flatMap(before -> before.voidReason(
                        files.set(), work.driver(), run.config().hash()));
        if (unfit.isPresent()) {
            return D1Run.failed("rehearsal-void", unfit.get());
        }
        // Wrangler would make a database that is not there.
        run.database();
        return apply(run, run.wrangler(), files, ApplyWatch.of(run, work));
    }

    static void driver(String name) throws D1Exception {
        if (!name.equals(DRIVER)) {
            throw new D1Exception(
                    "no-such-driver",
                    "the driver '" + name + "' is of PostgreSQL, and this target is a D1 database: write " + DRIVER);
        }
    }

    /** To the target, or to a copy of it. */
    static StepResult apply(D1Run run, Wrangler wrangler, MigrationFiles files, Optional<ApplyWatch> watch)
            throws D1Exception, IOException, InterruptedException {
        Path directory = files.set().directory();
        run.doing("listing what waits");
        List<String> waiting = inOrder(files, wrangler.waiting(directory));
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.text("migrations-sha256", files.set().hash()),
                Fact.number("applied-before", files.names().size() - waiting.size(), "migrations")));
        if (waiting.isEmpty()) {
            facts.add(Fact.number("migrations-run", 0, "migrations"));
            return new StepResult.Succeeded(facts);
        }
        run.doing("applying " + waiting.size() + " migrations from " + waiting.getFirst() + " on");
        long begun = System.nanoTime();
        Optional<D1Exception> failure;
        try {
            watch.ifPresent(ApplyWatch::begins);
            failure = apply(wrangler, directory);
        } finally {
            watch.ifPresent(ApplyWatch::close);
        }
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        facts.add(Fact.number(ApplyWatch.TIME, millis, "ms"));
        watch.ifPresent(each -> facts.addAll(each.ended(millis)));
        List<String> left = inOrder(files, wrangler.waiting(directory));
        List<String> applied =
                waiting.stream().filter(name -> !left.contains(name)).toList();
        applied.forEach(name -> facts.add(Fact.text(name, "applied")));
        facts.add(Fact.number("migrations-run", applied.size(), "migrations"));
        facts.add(Fact.number("migrations-left", left.size(), "migrations"));
        if (failure.isPresent()) {
            return new StepResult.Failed(failure.get().code(), sentence(failure.get(), left), facts);
        }
        return left.isEmpty()
                ? new StepResult.Succeeded(facts)
                : new StepResult.Failed(
                        "migrations-left",
                        "Wrangler says that it has applied all, and lists " + left + " again",
                        facts);
    }

    private static Optional<D1Exception> apply(Wrangler wrangler, Path directory)
            throws D1Exception, IOException, InterruptedException {
        try {
            wrangler.apply(directory);
            return Optional.empty();
        } catch (D1Exception e) {
            if (e.code().equals("migration-failed")) {
                return Optional.of(e);
            }
            throw e;
        }
    }

    private static String sentence(D1Exception failure, List<String> left) {
        return left.isEmpty()
                ? "every migration is applied, but Wrangler failed: " + failure.getMessage()
                : left.getFirst() + " failed: " + failure.getMessage() + ". Nothing of this file is in the database;"
                        + " mend the file and run again: what is left will be applied";
    }

    private static List<String> inOrder(MigrationFiles files, List<String> waiting) {
        return files.names().stream().filter(waiting::contains).toList();
    }
}
