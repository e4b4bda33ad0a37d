package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.migration.RehearsedStatements.Statement;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Holds a migration against its rehearsal: warns of statements that take much longer, and of locks not seen there that
 * stop somebody; while the statement runs, as far as a second session sees it, and at its end.
 */
final class Pace implements StatementWatch {
    private final Optional<RehearsedStatements> rehearsed;
    private final StepProgress progress;
    private final SlowStatements slow;
    private final LockTrace locks = new LockTrace();
    private final List<Fact> findings = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();

    /** @param factor how many times its rehearsed time a statement may take without a word */
    Pace(Optional<RehearsedStatements> rehearsed, StepProgress progress, double factor) {
        this.rehearsed = rehearsed;
        this.progress = progress;
        this.slow = new SlowStatements(progress, factor);
    }

    /** @param seen what a second session has seen of the statement that runs or has just ended */
    void alsoSeenBy(Supplier<Set<String>> seen) {
        locks.alsoSeenBy(seen);
    }

    @Override
    public synchronized void file(Connection connection) throws SQLException {
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
    public synchronized void running(String file, int number, long millis, Set<String> held) {
        find(file, number).ifPresent(before -> {
            slow.running(place(file, number), key(file, number), millis, before.millis());
            warnOfLocks(before, "holds", locks.newOf(held));
        });
    }

    @Override
    public synchronized void ended(Connection connection, String file, int number, long millis) throws SQLException {
        if (rehearsed.isEmpty()) {
            return;
        }
        locks.ended(connection, file, number, millis);
        find(file, number).ifPresent(before -> {
            slow.ended(place(file, number), key(file, number), millis, before.millis());
            Set<String> more =
                    warnOfLocks(before, "took", locks.statements().getLast().locks());
            if (!more.isEmpty()) {
                findings.add(Fact.text("stronger-lock-than-rehearsed " + key(file, number), String.join(", ", more)));
            }
        });
    }

    /** @return those that stop somebody and were not rehearsed, whether they were said already or not */
    private Set<String> warnOfLocks(Statement before, String verb, Set<String> now) {
        Set<String> more = new TreeSet<>(now);
        more.removeIf(lock -> !LockTrace.stopsSomebody(lock));
        before.locks().forEach(more::remove);
        String key = key(before.file(), before.number());
        Set<String> unsaid = new TreeSet<>(more);
        unsaid.removeIf(lock -> !warned.add(key + " " + lock));
        if (!unsaid.isEmpty()) {
            progress.warn(
                    "stronger-lock-than-rehearsed",
                    place(before.file(), before.number()) + " " + verb + " " + String.join(", ", unsaid)
                            + "; rehearsed it took "
                            + (before.locks().isEmpty()
                                    ? "no lock that stops anybody"
                                    : String.join(", ", before.locks())));
        }
        return more;
    }

    private static String place(String file, int number) {
        return file + ", statement " + number;
    }

    private static String key(String file, int number) {
        return file + "#" + number;
    }

    private Optional<Statement> find(String file, int number) {
        return rehearsed.flatMap(all -> all.statement(file, number));
    }

    synchronized StepResult addTo(StepResult result) {
        List<Fact> facts = new ArrayList<>(result.evidence());
        facts.addAll(slow.findings());
        facts.addAll(findings);
        return switch (result) {
            case StepResult.Succeeded succeeded -> new StepResult.Succeeded(facts);
            case StepResult.Failed failed -> new StepResult.Failed(failed.code(), failed.reason(), facts);
        };
    }
}
