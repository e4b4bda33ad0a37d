package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static io.tidegate.dbagent.kinds.Target.OWNER;
import static io.tidegate.dbagent.kinds.Target.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup, and the proof of it by restoring. */
@Infrastructure
final class BackupIT {
    private static final Work.Backup BACKUP = new Work.Backup(2);
    private static final Work.TestRestore RESTORE = new Work.TestRestore(2);

    private final Target target;

    BackupIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "backup = it", directory);
    }

    private long scratchDatabases() throws SQLException {
        return target.ask("SELECT datname FROM pg_database WHERE datname LIKE 'tidegate_restore_%'").stream()
                .count();
    }

    @Test
    void theRestoredBackupEqualsWhatWasDumpedThoughTheApplicationGoesOnWriting() throws Exception {
        target.whenItSays("counting", "INSERT INTO dish VALUES (4, 'Pecel', 2, now()); DELETE FROM menu.portion");
        var backup = succeeded(target.run(BACKUP));
        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("4");
        assertThat(fact(backup, "tables")).isEqualTo("2 tables");
        assertThat(fact(backup, "rows")).isEqualTo("5 rows");

        var restored = succeeded(target.run(RESTORE));
        assertThat(fact(restored, "rows-equal")).isEqualTo("5 rows");
        assertThat(scratchDatabases()).isZero();
    }

    @Test
    void settingsOfTheDatabaseDoNotMakeItsRestoredRowsLookDifferent() throws Exception {
        target.sql(
                "ALTER DATABASE \"backup = it\" SET timezone = 'Asia/Jakarta'",
                "ALTER DATABASE \"backup = it\" SET datestyle = 'German'",
                "SET ROLE " + quoted(OWNER),
                "CREATE TABLE odd (v double precision, b bytea, i interval, x xml)",
                "INSERT INTO odd VALUES (0.1, '\\x00ff', '1 day 2 hours', '<a/>'), (NULL, NULL, NULL, NULL)",
                "CREATE MATERIALIZED VIEW cheap AS SELECT * FROM dish WHERE price < 2",
                "CREATE TABLE split (n integer) PARTITION BY RANGE (n)",
                "CREATE TABLE split_low PARTITION OF split FOR VALUES FROM (0) TO (10)",
                "INSERT INTO split VALUES (1), (2)");

        succeeded(target.run(BACKUP));
        succeeded(target.run(RESTORE));
    }

    @Test
    void oneChangedByteInAFileIsFound() throws Exception {
        succeeded(target.run(BACKUP));
        Path data;
        try (Stream<Path> files = Files.list(target.record("dump"))) {
            data = files.filter(file -> file.toString().endsWith(".dat.gz")
                            || file.toString().endsWith(".dat.zst"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length / 2] ^= 1;
        Files.write(data, bytes);

        var result = failed(target.run(RESTORE), "backup-damaged");

        assertThat(result.reason()).contains(String.valueOf(data.getFileName()));
    }

    @Test
    void aMissingFileIsFound() throws Exception {
        succeeded(target.run(BACKUP));
        Files.delete(target.record("dump").resolve("toc.dat"));

        failed(target.run(RESTORE), "backup-damaged");
    }

    @Test
    void withoutABackupThereIsNothingToRestore() throws Exception {
        failed(target.run(RESTORE), "no-backup");
    }

    @Test
    void aBackupThatWasHalfDoneIsMadeAnew() throws Exception {
        Files.createDirectories(target.record("dump"));
        Files.writeString(target.record("dump").resolve("toc.dat"), "half");

        succeeded(target.runAgain(BACKUP));

        succeeded(target.run(RESTORE));
    }

    @Test
    void aWholeBackupIsNotMadeTwiceAfterACrash() throws Exception {
        succeeded(target.run(BACKUP));
        byte[] before = Files.readAllBytes(target.record("backup.json"));
        target.sql("INSERT INTO dish VALUES (4, 'Pecel', 2, now())");

        var result = succeeded(target.runAgain(BACKUP));

        assertThat(fact(result, "rows")).isEqualTo("5 rows");
        assertThat(Files.readAllBytes(target.record("backup.json"))).isEqualTo(before);
    }

    @Test
    void theBackupsDirectoryIsClosedToOthers() throws Exception {
        succeeded(target.run(BACKUP));

        Path directory = target.record("backup.json").getParent();
        assertThat(Files.getPosixFilePermissions(directory))
                .allMatch(permission -> permission.name().startsWith("OWNER"));
    }
}
