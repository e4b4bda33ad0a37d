package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.dbagent.migration.RehearsedStatements.Statement;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds a migration against its rehearsal: warns of statements that take much longer, and of locks not seen there. */
final class Pace implements StatementWatch {
    static final double DEFAULT_FACTOR = 3;
    /** What is short is not worth a word, however many times longer it was. */
    private static final long LEAST_MILLIS = 1_000;

    private final Optional<RehearsedStatements> rehearsed;
    private final StepProgress progress;
    private final double factor;
    private final LockTrace locks = new LockTrace();
    private final List<Fact> findings = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();

    /** @param factor how many times its rehearsed time a statement may take without a word */
    Pace(Optional<RehearsedStatements> rehearsed, StepProgress progress, double factor) {
        this.rehearsed = rehearsed;
        this.progress = progress;
        this.factor = factor;
    }

    @Override
    public void file(Connection connection) throws SQLException {
        if (rehearsed.isPresent()) {
            locks.file(connection);
        }
    }

    @Override
    public void begins(Connection connection, String file, int number) {
        // What it takes is seen while it runs.
    }

    /** Called from the thread that looks at the statement. */
    @Override
    public synchronized void running(String file, int number, long millis) {
        find(file, number)
                .filter(before -> isSlow(before, millis) && warned.add(file + "#" + number))
                .ifPresent(before -> progress.warn(
                        "slower-than-rehearsed",
                        file + ", statement " + number + " has taken " + millis + " ms so far; rehearsed it took "
                                + before.millis() + " ms"));
    }

    @Override
    public synchronized void ended(Connection connection, String file, int number, long millis) throws SQLException {
        if (rehearsed.isEmpty()) {
            return;
        }
        locks.ended(connection, file, number, millis);
        Optional<Statement> found = find(file, number);
        if (found.isEmpty()) {
            return;
        }
        Statement before = found.get();
        if (isSlow(before, millis)) {
            slow(file, number, millis, before);
        }
        Set<String> more = new HashSet<>(locks.statements().getLast().locks());
        before.locks().forEach(more::remove);
        if (!more.isEmpty()) {
            String text = String.join(", ", more);
            progress.warn(
                    "stronger-lock-than-rehearsed",
                    file + ", statement " + number + " took " + text + "; rehearsed it took "
                            + (before.locks().isEmpty()
                                    ? "no lock that stops anybody"
                                    : String.join(", ", before.locks())));
            findings.add(Fact.text("stronger-lock-than-rehearsed " + file + "#" + number, text)
                    .within("none that was not rehearsed"));
        }
    }

    private void slow(String file, int number, long millis, Statement before) {
        String text = millis + " ms, rehearsed " + before.millis() + " ms";
        long allowed = Math.max(LEAST_MILLIS, (long) (factor * before.millis()));
        findings.add(Fact.text("slower-than-rehearsed " + file + "#" + number, text)
                .within("at most " + Durations.words(Duration.ofMillis(allowed))));
        if (warned.add(file + "#" + number)) {
            progress.warn("slower-than-rehearsed", file + ", statement " + number + " took " + text);
        }
    }

    private boolean isSlow(Statement before, long millis) {
        return millis > LEAST_MILLIS && millis > factor * before.millis();
    }

    private Optional<Statement> find(String file, int number) {
        return rehearsed.flatMap(all -> all.statement(file, number));
    }

    StepResult addTo(StepResult result) {
        List<Fact> facts = new ArrayList<>(result.evidence());
        facts.addAll(findings);
        return switch (result) {
            case StepResult.Succeeded succeeded -> new StepResult.Succeeded(facts);
            case StepResult.Failed failed -> new StepResult.Failed(failed.code(), failed.reason(), facts);
        };
    }
}
