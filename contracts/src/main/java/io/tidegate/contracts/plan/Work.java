package io.tidegate.contracts.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step does: its kind, and the names and bounds that the kind needs. Everything here is data that an agent looks
 * up or compares with; nothing is run as written.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Preflight.class, name = "preflight"),
    @JsonSubTypes.Type(value = Work.Rehearse.class, name = "rehearse"),
    @JsonSubTypes.Type(value = Work.Drain.class, name = "drain"),
    @JsonSubTypes.Type(value = Work.Backup.class, name = "backup"),
    @JsonSubTypes.Type(value = Work.TestRestore.class, name = "test-restore"),
    @JsonSubTypes.Type(value = Work.SafetyCopy.class, name = "safety-copy"),
    @JsonSubTypes.Type(value = Work.Migrate.class, name = "migrate"),
    @JsonSubTypes.Type(value = Work.Verify.class, name = "verify"),
    @JsonSubTypes.Type(value = Work.SwapBack.class, name = "swap-back"),
    @JsonSubTypes.Type(value = Work.Reopen.class, name = "reopen"),
    @JsonSubTypes.Type(value = Work.Command.class, name = "command"),
    @JsonSubTypes.Type(value = Work.Http.class, name = "http"),
    @JsonSubTypes.Type(value = Work.CompareStatements.class, name = "compare-statements"),
    @JsonSubTypes.Type(value = Work.Populate.class, name = "populate"),
    @JsonSubTypes.Type(value = Work.Reconcile.class, name = "reconcile"),
    @JsonSubTypes.Type(value = Work.CloseGate.class, name = "close-gate"),
    @JsonSubTypes.Type(value = Work.OpenGate.class, name = "open-gate"),
    @JsonSubTypes.Type(value = Work.Offsite.class, name = "offsite"),
    @JsonSubTypes.Type(value = Work.RestoreBackup.class, name = "restore-backup"),
    @JsonSubTypes.Type(value = Work.Undo.class, name = "undo"),
    @JsonSubTypes.Type(value = Work.Manual.class, name = "manual"),
    @JsonSubTypes.Type(value = Work.Thresholds.class, name = "thresholds"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Work {
    /** For how long a database that a window leaves beside the target is kept where the plan does not say. */
    Duration KEPT = Duration.ofDays(7);

    /**
     * Is the database fit for a window? Fails with every bound that is broken, not only the first.
     *
     * @param minVersion lowest major version of the server, for instance 11; 3 for SQLite
     * @param minDiskFreePercent of the file systems of data and backups
     * @param maxConnections other sessions on the target
     * @param maxTransactionAge of the oldest open transaction
     * @param maxReplicationLag of the slowest standby
     * @param maxLockWait of the session that has waited longest for a lock; null for {@link #LOCK_WAIT}
     * @param maxStatementAge of the statement that has run longest; null for {@link #STATEMENT_AGE}
     */
    record Preflight(
            int minVersion,
            int minDiskFreePercent,
            int maxConnections,
            Duration maxTransactionAge,
            Duration maxReplicationLag,
            @Nullable Duration maxLockWait,
            @Nullable Duration maxStatementAge)
            implements Work {
        /** How long a session may wait for a lock where the plan does not say: longer, somebody holds it. */
        public static final Duration LOCK_WAIT = Duration.ofSeconds(10);
        /** How long a statement may run where the plan does not say. */
        public static final Duration STATEMENT_AGE = Duration.ofMinutes(5);

        public Preflight(
                int minVersion,
                int minDiskFreePercent,
                int maxConnections,
                Duration maxTransactionAge,
                Duration maxReplicationLag) {
            this(minVersion, minDiskFreePercent, maxConnections, maxTransactionAge, maxReplicationLag, null, null);
        }

        /** The plan's, or what it leaves to us. */
        public Duration lockWait() {
            return maxLockWait == null ? LOCK_WAIT : maxLockWait;
        }

        /** The plan's, or what it leaves to us. */
        public Duration statementAge() {
            return maxStatementAge == null ? STATEMENT_AGE : maxStatementAge;
        }
    }

    /**
     * Restores a fresh dump of the target into a scratch database and runs the migration and its verification there:
     * proves the dump, and measures each statement, its locks and rewrites. The application goes on meanwhile.
     *
     * @param jobs processes that dump and restore in parallel
     * @param driver the migrate step's
     * @param migrations the migrate step's
     * @param populate sets of population scripts that run after the migration; the populate steps'
     * @param verify what must hold after it; the verify step's
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Rehearse(int jobs, String driver, String migrations, List<String> populate, Verify verify) implements Work {}

    /**
     * Refuse new sessions, wait for the others to end, then end them.
     *
     * @param grace how long sessions may take to end by themselves
     */
    record Drain(Duration grace) implements Work {}

    /** A directory-format dump under an exported snapshot, with SHA-256 of every file and counts of every table. */
    record Backup(int jobs) implements Work {}

    /** Restores this window's backup into a scratch database, compares, drops it. */
    record TestRestore(int jobs) implements Work {}

    /**
     * Clones the target, with the manifest of what a clone does not carry.
     *
     * @param keep the copy is kept for so long; null for {@link #KEPT}
     */
    record SafetyCopy(@Nullable Duration keep) implements Work {
        public SafetyCopy() {
            this(null);
        }
    }

    /**
     * @param driver {@code flyway}, {@code sql}, {@code prisma} or {@code wrangler-d1}
     * @param migrations the name of a migration set in the agent's configuration, pinned there by checksum
     * @param warnFactor how many times its rehearsed time a statement may take without a word; null for the agent's own
     */
    record Migrate(
            String driver, String migrations, @Nullable Double warnFactor) implements Work {
        public Migrate(String driver, String migrations) {
            this(driver, migrations, null);
        }
    }

    /**
     * Is the database as the migration should have left it? Fails with every expectation that does not hold.
     *
     * @param tables that must be there
     * @param atLeast the fewest {@code tables} and {@code indexes} of schema public
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Verify(
            List<Column> columns,
            List<Constraint> constraints,
            List<Index> indexes,
            List<Count> counts,
            List<Filled> filled,
            List<Rejected> rejects,
            List<String> analyze,
            List<String> tables,
            Map<String, Integer> atLeast,
            List<Sound> sound,
            List<Answer> answers)
            implements Work {

        /** What must be sound in the whole database. */
        public enum Sound {
            /** None is invalid. */
            @JsonProperty("indexes")
            INDEXES,
            /** None is there that was not validated. */
            @JsonProperty("foreign-keys")
            FOREIGN_KEYS
        }

        /**
         * @param query the name of a query in the agent's configuration
         * @param rows the expected rows in order, values as text
         */
        public record Answer(String query, List<List<String>> rows) {}

        /**
         * @param table optionally qualified by its schema; {@code public} otherwise
         * @param type as {@code format_type} writes it, for instance {@code character varying(10)}
         * @param defaultsTo the default's expression as PostgreSQL writes it, or null for none
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Column(
                String table,
                String column,
                String type,
                boolean nullable,
                @Nullable String defaultsTo) {}

        /**
         * @param mentions words that {@code pg_get_constraintdef} must contain, each
         * @param definition all that it must say, or null
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Constraint(
                String table,
                String name,
                List<String> mentions,
                @Nullable String definition) {}

        /** Valid, ready, and over these columns in this order. */
        public record Index(String table, String name, List<String> columns) {}

        /** @param grownBy rows more than the backup counted; 0 for equal */
        public record Count(String table, long grownBy) {}

        /** No NULL in this column; with {@code value}, every row has exactly it (compared as text). */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Filled(
                String table, String column, @Nullable String value) {}

        /**
         * Inserting this row (under a savepoint, rolled back) must violate this constraint.
         *
         * @param row column to value, as text; a column that is not named takes the value of an existing row
         */
        public record Rejected(String table, Map<String, String> row, String violates) {}
    }

    /**
     * Puts the safety copy in the target's place by renaming; the failed database stays under a name of its own.
     *
     * @param keep the failed database is kept for so long; null for {@link #KEPT}
     */
    record SwapBack(@Nullable Duration keep) implements Work {
        public SwapBack() {
            this(null);
        }
    }

    /** Lets sessions in again, with the settings as they were before {@link Drain}. */
    record Reopen() implements Work {}

    /** Runs a hook that the agent's configuration has under this name. */
    record Command(String hook) implements Work {}

    /**
     * Calls an endpoint that the agent's configuration has under this name until it answers as expected or the step's
     * limit is near.
     *
     * @param status expected HTTP status
     * @param json JSON Pointer (RFC 6901) to expected value, as text
     * @param withinMs how long one answer may take, in milliseconds; null for as long as the agent waits for any
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Http(
            String check,
            int status,
            Map<String, String> json,
            @Nullable Integer withinMs) implements Work {
        public Http(String check, int status, Map<String, String> json) {
            this(check, status, json, null);
        }
    }

    /**
     * Compares the mean times of the application's busiest statements since the migration with those before it, by
     * {@code pg_stat_statements}. Fails where one has become too slow; for a person to decide on.
     *
     * @param top so many statements, those with the most time before the migration
     * @param consider percent longer that is worth a warning
     * @param rollBack percent longer that fails the step
     * @param minCalls a statement with fewer, before or since, says nothing
     */
    record CompareStatements(int top, int consider, int rollBack, long minCalls) implements Work {}

    /**
     * Scripts that fill in data, in one transaction, once in a window.
     *
     * @param scripts the name of a set of SQL files in the agent's configuration
     */
    record Populate(String scripts) implements Work {}

    /**
     * Brings a migration tool's own history in line with the database.
     *
     * @param driver {@code flyway}, {@code prisma} or {@code wrangler-d1}
     * @param action {@code baseline} or {@code repair} for flyway; {@code applied} or {@code rolled-back} for prisma;
     *     {@code baseline} for wrangler-d1
     * @param migration for {@code baseline} the version, or with wrangler-d1 the last file that the database has; the
     *     migration's name for prisma; null for {@code repair}
     */
    record Reconcile(
            String driver,
            String migrations,
            String action,
            @Nullable String migration) implements Work {}

    /** Lets nobody through a gate of the agent's configuration, and notes how it stood. */
    record CloseGate(String gate) implements Work {}

    /** Opens a gate as it was before {@link CloseGate}. */
    record OpenGate(String gate) implements Work {}

    /**
     * Copies this window's backup elsewhere and compares what arrived.
     *
     * @param store the name of a store in the agent's configuration
     */
    record Offsite(String store) implements Work {}

    /**
     * Restores this window's backup in the target's place; the failed database stays under a name of its own.
     *
     * @param jobs processes that restore
     * @param store a store in the agent's configuration, from which the backup is fetched where the one on the agent's
     *     machine is gone or damaged; null restores that one or none
     * @param keep the failed database is kept for so long; null for {@link #KEPT}
     */
    record RestoreBackup(
            int jobs, @Nullable String store, @Nullable Duration keep) implements Work {
        public RestoreBackup(int jobs, @Nullable String store) {
            this(jobs, store, null);
        }
    }

    /**
     * Undo scripts on the target, in one transaction.
     *
     * @param scripts the name of a set of SQL files in the agent's configuration
     */
    record Undo(String scripts) implements Work {}

    /**
     * A person does it and says so; no agent hears of it.
     *
     * @param role who
     * @param checklist what to look at, in the order of the plan
     */
    record Manual(String role, List<String> checklist) implements Work {}

    /**
     * Watches metrics for a time, and fails where one stays beyond a bound: for a person to decide on.
     *
     * @param time for so long
     * @param every the time between two samples
     * @param sustained so many samples in a row beyond a bound break it
     * @param missed so many samples in a row without a value fail the step
     * @param baseline whether what is measured is kept, for steps of this window that compare with it
     */
    record Thresholds(
            @JsonProperty("for") Duration time,
            Duration every,
            int sustained,
            int missed,
            boolean baseline,
            List<Threshold> metrics)
            implements Work {

        /**
         * What one metric may be; all of it may be left out where it is only measured.
         *
         * @param metric the name of a metric in the agent's configuration
         * @param unit of the bounds; null for whatever the agent measures in
         * @param overBaseline so many percent over the baseline at most
         * @param warnAt from here on towards {@code atMost} or {@code atLeast} it is worth a word
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Threshold(
                String metric,
                @Nullable String unit,
                @Nullable Double atMost,
                @Nullable Double atLeast,
                @Nullable Double overBaseline,
                @Nullable Double warnAt) {}
    }
}
