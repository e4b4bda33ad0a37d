package io.tidegate.dbagent.rehearsal;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.backup.ContentReader;
import io.tidegate.dbagent.backup.Restore;
import io.tidegate.dbagent.backup.ScratchDatabase;
import io.tidegate.dbagent.backup.SnapshotDump;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.DataDisk;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.migration.LockTrace;
import io.tidegate.dbagent.migration.MigrationDriver;
import io.tidegate.dbagent.migration.MigrationRun;
import io.tidegate.dbagent.migration.MigrationSets;
import io.tidegate.dbagent.migration.RehearsedStatements;
import io.tidegate.dbagent.migration.StatementSampler;
import io.tidegate.dbagent.migration.UnitLog;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import io.tidegate.dbagent.verification.Verification;
import io.tidegate.dbagent.workload.Counters;
import io.tidegate.dbagent.workload.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Dumps the living target under a snapshot, restores the dump into a scratch database, compares exactly, then runs the
 * plan's migration and verification there. The target is only read. Found half done, it begins anew; dump and scratch
 * database are removed in the end, whatever the end is.
 */
public final class Rehearse implements StepKind {
    /** So many of the statements with the most time are looked at. */
    private static final int BUSIEST = 20;

    private final TargetServer server;
    private final AgentConfig config;
    private final PostgresPrograms programs;
    private final Clock clock;

    public Rehearse(TargetServer server, AgentConfig config, PostgresPrograms programs, Clock clock) {
        this.server = server;
        this.config = config;
        this.programs = programs;
        this.clock = clock;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNERS, Privilege.CREATE_DATABASES, Privilege.READ, Privilege.MONITOR);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        var work = (Work.Rehearse) request.work();
        if (MigrationDriver.named(work.driver()).isEmpty()) {
            return MigrationDriver.unknown(work.driver());
        }
        return switch (MigrationSets.find(config, work.migrations())) {
            case MigrationSets.Found.Not(String code, String reason) -> failed(code, reason);
            case MigrationSets.Found.Set set -> rehearse(request, work, set, progress);
        };
    }

    private StepResult rehearse(
            StepRequest request, Work.Rehearse work, MigrationSets.Found.Set set, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        Optional<String> shortage = DataDisk.shortageForCopy(server, "the rehearsal's copy");
        if (shortage.isPresent()) {
            return failed("disk-full", shortage.get());
        }
        RehearsedStatements.remove(records);
        Path dump = records.path("rehearsal-dump");
        DurableFiles.delete(dump);
        var facts = new ArrayList<Fact>();
        try {
            var timer = new Timer(facts);
            var taken = new SnapshotDump(server, programs, dump, records.path("rehearsal-pg_dump.log"))
                    .take(work.jobs(), left(request), progress);
            if (taken instanceof SnapshotDump.Taken.Failed(String code, String reason)) {
                return failed(code, reason);
            }
            timer.lap("dump-time");
            Content content = ((SnapshotDump.Taken.Whole) taken).content();
            try (var scratch = ScratchDatabase.create(server, request.window(), "rehearsal")) {
                progress.doing(null, "restoring the copy");
                String complaint = Restore.run(
                        programs, scratch, dump, work.jobs(), records.path("rehearsal-pg_restore.log"), left(request));
                if (complaint != null) {
                    return failed("restore-failed", complaint);
                }
                timer.lap("restore-time");
                Content restored = contentLike(content, scratch, progress);
                List<Fact> equal = content.equalTo(restored);
                List<String> differences = content.differences(restored);
                if (!differences.isEmpty()) {
                    return new StepResult.Failed(
                            "not-equal",
                            "the restored copy is not what was dumped: " + String.join("; ", differences),
                            equal);
                }
                timer.lap("compare-time");
                return withEvidence(equal, migrate(work, set, scratch, content, records, progress, timer));
            }
        } finally {
            DurableFiles.delete(dump);
        }
    }

    private StepResult migrate(
            Work.Rehearse work,
            MigrationSets.Found.Set set,
            ScratchDatabase scratch,
            Content content,
            WindowRecords records,
            StepProgress progress,
            Timer timer)
            throws SQLException, IOException, InterruptedException {
        var trace = new LockTrace();
        Sizes before = sizes(scratch);
        Optional<Waiting> busy = busy(scratch);
        StepResult migrated = migrated(work, set, scratch, progress, trace);
        if (migrated instanceof StepResult.Failed(String code, String reason, List<Fact> evidence)) {
            return new StepResult.Failed(code, "on the restored copy: " + reason, evidence);
        }
        timer.lap("migration-time");
        List<String> unmet;
        try (Connection connection = scratch.connect()) {
            unmet = Verification.unmet(connection, work.verify(), Optional.of(content), config.queries(), progress);
        }
        timer.lap("verification-time");
        timer.total("predicted-downtime");
        timer.facts().addAll(sizes(scratch).addedTo(before));
        timer.facts().addAll(Evidence.of(trace, set.hash(), busy));
        if (!unmet.isEmpty()) {
            return new StepResult.Failed("unmet", "on the migrated copy: " + String.join("; ", unmet), timer.facts());
        }
        Map<String, String> sets = new LinkedHashMap<>(Map.of(set.name(), set.hash()));
        for (String scripts : work.populate()) {
            if (MigrationSets.find(config, scripts) instanceof MigrationSets.Found.Set population) {
                sets.put(scripts, population.hash());
            }
        }
        new RehearsedStatements(sets, work.driver(), config.hash(), trace.measured()).write(records);
        return new StepResult.Succeeded(timer.facts());
    }

    /** What the application asks most, and which tables that needs. */
    private Optional<Waiting> busy(ScratchDatabase scratch) throws SQLException {
        Optional<Counters> counters = Counters.read(server);
        if (counters.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = scratch.connect()) {
            return Optional.of(Waiting.of(connection, counters.get(), BUSIEST));
        }
    }

    private static Sizes sizes(ScratchDatabase scratch) throws SQLException {
        try (Connection connection = scratch.connect()) {
            return Sizes.of(connection);
        }
    }

    /** The migration, then the population scripts: all that the window will run. */
    private StepResult migrated(
            Work.Rehearse work,
            MigrationSets.Found.Set set,
            ScratchDatabase scratch,
            StepProgress progress,
            LockTrace trace)
            throws SQLException, IOException, InterruptedException {
        try (var sampler = StatementSampler.on(server, scratch.name(), progress, trace)) {
            trace.alsoSeenBy(sampler::locks);
            String owner = MigrationSets.owner(server);
            StepResult result = MigrationDriver.named(work.driver())
                    .orElseThrow()
                    .run(new MigrationRun(server, scratch.name(), owner, set, UnitLog.none(), progress, sampler));
            for (String scripts : work.populate()) {
                if (result instanceof StepResult.Failed) {
                    return result;
                }
                result = switch (MigrationSets.find(config, scripts)) {
                    case MigrationSets.Found.Not(String code, String reason) -> failed(code, reason);
                    case MigrationSets.Found.Set population ->
                        MigrationDriver.named("sql")
                                .orElseThrow()
                                .run(new MigrationRun(
                                        server, scratch.name(), owner, population, UnitLog.none(), progress, sampler));
                };
            }
            return result;
        }
    }

    private static Content contentLike(Content dumped, ScratchDatabase scratch, StepProgress progress)
            throws SQLException, InterruptedException {
        try (Connection connection = scratch.connect()) {
            ContentReader.prepare(connection);
            return ContentReader.readLike(dumped, connection, progress);
        }
    }

    private Duration left(StepRequest request) {
        return Duration.between(clock.instant(), request.deadline());
    }

    private static StepResult withEvidence(List<Fact> before, StepResult result) {
        List<Fact> facts = new ArrayList<>(before);
        facts.addAll(result.evidence());
        return switch (result) {
            case StepResult.Succeeded succeeded -> new StepResult.Succeeded(facts);
            case StepResult.Failed(String code, String reason, var evidence) ->
                new StepResult.Failed(code, reason, facts);
        };
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }

    /** Notes what each part took. */
    private static final class Timer {
        private final List<Fact> facts;
        private long last = System.nanoTime();

        Timer(List<Fact> facts) {
            this.facts = facts;
        }

        void lap(String name) {
            long now = System.nanoTime();
            facts.add(Fact.number(name, Duration.ofNanos(now - last).toMillis(), "ms"));
            last = now;
        }

        /** What the same work will take in the window, where the application waits for it. */
        void total(String name) {
            double millis = facts.stream()
                    .mapToDouble(fact -> fact.number() == null ? 0 : fact.number())
                    .sum();
            facts.add(Fact.number(name, millis, "ms"));
        }

        List<Fact> facts() {
            return facts;
        }
    }
}
