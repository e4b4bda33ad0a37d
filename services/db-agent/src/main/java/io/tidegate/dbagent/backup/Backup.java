package io.tidegate.dbagent.backup;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A directory-format dump under an exported snapshot, beside a count and a hash of every table under the same snapshot.
 * Found half done, it begins anew; a backup that is whole and intact counts.
 */
public final class Backup implements StepKind {
    /** Faster than gzip at a like size; PostgreSQL 16 release notes. */
    private static final int ZSTD_SINCE = 16;

    private static final int VERSION_UNIT = 10_000;

    private final TargetServer server;
    private final PostgresPrograms programs;
    private final Path home;
    private final Clock clock;

    public Backup(TargetServer server, PostgresPrograms programs, Path home, Clock clock) {
        this.server = server;
        this.programs = programs;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(home, request.window());
        Optional<BackupManifest> before = BackupManifest.read(records);
        if (request.halfDone() && before.isPresent()) {
            progress.doing(null, "checking the backup that an interrupted run has left");
            if (DumpFiles.fault(
                            records.path(BackupManifest.DIRECTORY), before.get().files())
                    .isEmpty()) {
                return succeeded(before.get());
            }
        }
        BackupManifest.remove(records);
        DurableFiles.delete(records.path(BackupManifest.DIRECTORY));
        return make(request, records, progress);
    }

    private StepResult make(StepRequest request, WindowRecords records, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        Path directory = records.path(BackupManifest.DIRECTORY);
        Instant started = clock.instant();
        try (Connection connection = server.target()) {
            long size = Sql.number(connection, "SELECT pg_database_size(current_database())");
            long free = Files.getFileStore(home).getUsableSpace();
            if (free < size) {
                return new StepResult.Failed(
                        "disk-full",
                        "the backup may need " + size + " bytes and the agent's disk has " + free
                                + " free: make room under " + home,
                        List.of(Fact.number("free-bytes", free, "bytes")));
            }
            int version =
                    (int) Sql.number(connection, "SELECT current_setting('server_version_num')::int") / VERSION_UNIT;
            ContentReader.prepare(connection);
            connection.setAutoCommit(false);
            String snapshot = exportSnapshot(connection);
            var dump = new DumpRun(programs, server, directory, records.path("pg_dump.log"));
            Work.Backup work = (Work.Backup) request.work();
            Duration left = Duration.between(clock.instant(), request.deadline());
            var content = dump.whileRunning(
                    arguments(work.jobs(), version, snapshot, directory),
                    left,
                    () -> ContentReader.read(connection, progress),
                    progress);
            connection.rollback();
            if (content instanceof DumpRun.Done.Failed(String reason)) {
                return new StepResult.Failed("dump-failed", reason, List.of());
            }
            progress.doing(null, "hashing the files of the backup");
            var manifest = new BackupManifest(
                    request.window(),
                    server.name(),
                    version,
                    snapshot,
                    started,
                    clock.instant(),
                    DumpFiles.seal(directory),
                    ((DumpRun.Done.With) content).content());
            manifest.write(records);
            return succeeded(manifest);
        }
    }

    private static String exportSnapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            try (var row = statement.executeQuery("SELECT pg_export_snapshot()")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static List<String> arguments(int jobs, int version, String snapshot, Path directory) {
        return List.of(
                "--format=directory",
                "--jobs=" + jobs,
                version >= ZSTD_SINCE ? "--compress=zstd:1" : "--compress=1",
                "--snapshot=" + snapshot,
                "--no-password",
                "--file=" + directory);
    }

    private static StepResult succeeded(BackupManifest manifest) {
        return new StepResult.Succeeded(List.of(
                Fact.number("backup-bytes", manifest.bytes(), "bytes"),
                Fact.number("backup-files", manifest.files().size(), "files"),
                Fact.number("tables", manifest.content().tables().size(), "tables"),
                Fact.number("rows", manifest.content().rows(), "rows"),
                Fact.text("backup-sha256", manifest.digest())));
    }
}
