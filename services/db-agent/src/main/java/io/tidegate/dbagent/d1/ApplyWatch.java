package io.tidegate.dbagent.d1;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.migration.RehearsedStatements;
import io.tidegate.dbagent.migration.RehearsedStatements.Statement;
import io.tidegate.dbagent.migration.SlowStatements;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Holds Wrangler's applying against the rehearsal, while it runs and at its end: all files together, because Wrangler says
 * nothing between two of them.
 */
final class ApplyWatch implements AutoCloseable {
    /** The evidence's name for how long applying took. */
    static final String TIME = "apply-time";

    private static final String KEY = "apply";
    private static final String WHAT = "applying the migrations";
    private static final long BETWEEN_LOOKS_NANOS = 200_000_000;

    private final SlowStatements slow;
    private final long rehearsedMillis;
    private @Nullable Thread looking;
    private volatile boolean over;

    private ApplyWatch(SlowStatements slow, long rehearsedMillis) {
        this.slow = slow;
        this.rehearsedMillis = rehearsedMillis;
    }

    /** Empty where this window has rehearsed nothing. */
    static Optional<ApplyWatch> of(D1Run run, Work.Migrate work) throws IOException {
        double factor = Objects.requireNonNullElse(work.warnFactor(), SlowStatements.DEFAULT_FACTOR);
        return RehearsedStatements.read(run.records())
                .flatMap(rehearsed -> rehearsed.statement(KEY, 1))
                .map(statement -> new ApplyWatch(new SlowStatements(run.progress(), factor), statement.millis()));
    }

    /** What a rehearsal's applying took. */
    static List<Statement> measured(StepResult rehearsed) {
        return rehearsed.evidence().stream()
                .filter(fact -> fact.name().equals(TIME) && fact.number() != null)
                .map(fact -> new Statement(
                        KEY, 1, Objects.requireNonNull(fact.number()).longValue(), List.of()))
                .toList();
    }

    void begins() {
        long begun = System.nanoTime();
        looking = Thread.ofVirtual().name("apply-watch").start(() -> {
            while (!over) {
                slow.running(
                        WHAT, KEY, Duration.ofNanos(System.nanoTime() - begun).toMillis(), rehearsedMillis);
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        });
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(looking);
    }

    /** @return what was found */
    List<Fact> ended(long millis) {
        slow.ended(WHAT, KEY, millis, rehearsedMillis);
        return slow.findings();
    }
}
