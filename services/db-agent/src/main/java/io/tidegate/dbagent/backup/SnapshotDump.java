package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A dump of the target under an exported snapshot, beside a count and a hash of every table under the same one. */
public final class SnapshotDump {
    /** Faster than gzip at a like size; PostgreSQL 16 release notes. */
    private static final int ZSTD_SINCE = 16;

    private static final int VERSION_UNIT = 10_000;

    private final TargetServer server;
    private final PostgresPrograms programs;
    private final Path directory;
    private final Path log;

    /** @param directory where the dump goes; must not be there */
    public SnapshotDump(TargetServer server, PostgresPrograms programs, Path directory, Path log) {
        this.server = server;
        this.programs = programs;
        this.directory = directory;
        this.log = log;
    }

    /** What came of it. */
    public sealed interface Taken {
        /**
         * @param version the server's major version
         * @param roles that the dump names
         */
        record Whole(int version, String snapshot, List<String> roles, Content content) implements Taken {}

        record Failed(String code, String reason) implements Taken {}
    }

    public Taken take(int jobs, Duration limit, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        try (Connection connection = server.target()) {
            long size = Sql.number(connection, "SELECT pg_database_size(current_database())");
            Path disk = Objects.requireNonNull(directory.getParent());
            long free = Files.getFileStore(disk).getUsableSpace();
            if (free < size) {
                return new Taken.Failed(
                        "disk-full",
                        "the dump may need " + size + " bytes and the agent's disk has " + free
                                + " free: make room under " + disk);
            }
            int version =
                    (int) Sql.number(connection, "SELECT current_setting('server_version_num')::int") / VERSION_UNIT;
            ContentReader.prepare(connection);
            connection.setAutoCommit(false);
            String snapshot = exportSnapshot(connection);
            List<String> roles = DumpRoles.of(connection);
            var done = new DumpRun(programs, server, directory, log)
                    .whileRunning(
                            arguments(jobs, version, snapshot),
                            limit,
                            () -> ContentReader.read(connection, progress),
                            progress);
            connection.rollback();
            return switch (done) {
                case DumpRun.Done.Failed(String reason) -> new Taken.Failed("dump-failed", reason);
                case DumpRun.Done.With(Content content) -> new Taken.Whole(version, snapshot, roles, content);
            };
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

    /** @param version the server's and the program's major version */
    static String compression(int version) {
        return version >= ZSTD_SINCE ? "--compress=zstd:1" : "--compress=1";
    }

    private List<String> arguments(int jobs, int version, String snapshot) {
        return List.of(
                "--format=directory",
                "--jobs=" + jobs,
                compression(version),
                "--snapshot=" + snapshot,
                "--no-password",
                "--file=" + directory);
    }
}
