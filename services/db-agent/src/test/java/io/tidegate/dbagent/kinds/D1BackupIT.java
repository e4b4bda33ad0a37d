package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, test restore and the way back, on a local D1 database that the real Wrangler has made. */
final class D1BackupIT {
    private static final Work BACKUP = new Work.Backup(2);
    private static final Work TEST_RESTORE = new Work.TestRestore(2);
    private static final Work RESTORE = new Work.RestoreBackup(2, null);
    private static final String NAMES = "SELECT name FROM dish ORDER BY id";

    @TempDir
    private Path directory = Path.of(".");

    private D1Target target;

    @BeforeEach
    void create() throws Exception {
        target = D1Target.create(directory);
    }

    @Test
    void aBackupIsOneSoundFileWithASignedManifest() throws Exception {
        var result = succeeded(target.run(BACKUP));

        assertThat(fact(result, "tables")).isEqualTo("1 tables");
        assertThat(fact(result, "rows")).isEqualTo("3 rows");
        try (var files = Files.list(target.record("dump"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactly("database.sqlite");
        }
        assertThat(target.record("backup.sig")).exists();
        assertThat(fact(succeeded(target.run(TEST_RESTORE)), "integrity")).isEqualTo("ok");
        assertThat(target.record("backup-verified.json")).exists();
        assertThat(target.record("d1-restore")).doesNotExist();
    }

    @Test
    void aBackupIsTakenWhileTheApplicationHasATransactionOpen() throws Exception {
        try (var application = DriverManager.getConnection(target.url());
                var statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO dish (name) VALUES ('not committed')");

            assertThat(fact(succeeded(target.run(BACKUP)), "rows")).isEqualTo("3 rows");
            application.rollback();
        }
    }

    @Test
    void aWholeBackupOfAnInterruptedRunCountsAndADamagedOneDoesNot() throws Exception {
        target.run(BACKUP);
        target.sql("DELETE FROM dish WHERE name = 'Soto'");

        assertThat(fact(succeeded(target.runAgain(BACKUP)), "rows")).isEqualTo("3 rows");

        Files.writeString(target.record("dump/database.sqlite"), "no database");

        assertThat(failed(target.run(TEST_RESTORE), "backup-damaged").reason()).contains("database.sqlite");
        assertThat(failed(target.run(RESTORE), "backup-damaged").reason()).contains("database.sqlite");
        assertThat(fact(succeeded(target.runAgain(BACKUP)), "rows")).isEqualTo("2 rows");
    }

    @Test
    void whereTheBackupIsDamagedTheStoresIsRestored() throws Exception {
        target.run(BACKUP);
        succeeded(target.run(new Work.Offsite("elsewhere")));
        target.sql("DELETE FROM dish WHERE name = 'Soto'");
        Files.writeString(target.record("dump/database.sqlite"), "no database");

        var restored = succeeded(target.run(new Work.RestoreBackup(2, "elsewhere")));

        assertThat(fact(restored, "backup-fetched-from")).contains("w-1");
        assertThat(fact(restored, "rows")).isEqualTo("3 equal");
    }

    @Test
    void theCopyInAStoreIsTheBackup() throws Exception {
        target.run(BACKUP);

        succeeded(target.run(new Work.Offsite("elsewhere")));

        assertThat(Files.mismatch(
                        directory.resolve("store/kitchen/w-1/dump/database.sqlite"),
                        target.record("dump/database.sqlite")))
                .isEqualTo(-1);
    }

    @Test
    void restoringPutsTheBackupInPlaceAndKeepsWhatWasThere() throws Exception {
        target.run(BACKUP);
        target.migration("0001_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT; DELETE FROM dish WHERE id = 1;");
        succeeded(target.run(new Work.Migrate("wrangler-d1", "set")));

        var result = succeeded(target.run(RESTORE));

        assertThat(target.ask(NAMES)).containsExactly("Soto", "Gado-gado", "Rendang");
        assertThat(target.ask("SELECT name FROM pragma_table_info('dish')")).containsExactly("id", "name", "price");
        assertThat(target.ask("SELECT count(*) FROM sqlite_master WHERE name = 'd1_migrations'"))
                .containsExactly("0");
        try (var replaced = DriverManager.getConnection("jdbc:sqlite:" + fact(result, "replaced-database"));
                var statement = replaced.createStatement();
                var row = statement.executeQuery("SELECT count(size), count(*) FROM dish")) {
            assertThat(row.getInt(2)).isEqualTo(2);
        }
        succeeded(target.run(new Work.Migrate("wrangler-d1", "set")));
    }

    @Test
    void restoringAgainAfterACrashKeepsTheFirstOfWhatWasReplaced() throws Exception {
        target.run(BACKUP);
        target.sql("INSERT INTO dish (name) VALUES ('Opor')");
        target.run(RESTORE);

        var result = succeeded(target.runAgain(RESTORE));

        assertThat(target.ask(NAMES)).hasSize(3);
        try (var replaced = DriverManager.getConnection("jdbc:sqlite:" + fact(result, "replaced-database"));
                var statement = replaced.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM dish")) {
            assertThat(row.getInt(1)).isEqualTo(4);
        }
    }

    @Test
    void nothingIsPutInPlaceWhileAProgramHasTheDatabaseOpen() throws Exception {
        target.run(BACKUP);
        target.sql("INSERT INTO dish (name) VALUES ('Opor')");
        try (var application = DriverManager.getConnection(target.url());
                var statement = application.createStatement();
                var row = statement.executeQuery(NAMES)) {
            assertThat(row.next()).isTrue();

            assertThat(failed(target.run(RESTORE), "not-closed").reason()).contains("stop the Worker");
        }
        assertThat(target.ask(NAMES)).hasSize(4);
        try (var files = Files.list(target.file().getParent())) {
            assertThat(files.map(Path::toString).filter(name -> name.endsWith(".restored")))
                    .isEmpty();
        }
        succeeded(target.run(RESTORE));
    }

    @Test
    void withoutABackupThereIsNoWayBack() throws Exception {
        failed(target.run(RESTORE), "no-backup");
        failed(target.run(TEST_RESTORE), "no-backup");
    }

    @Test
    void whatD1CannotDoIsRefusedWithTheMend() throws Exception {
        for (Work work : List.of(
                new Work.SafetyCopy(),
                new Work.SwapBack(),
                new Work.Drain(java.time.Duration.ofSeconds(1)),
                new Work.Reopen(),
                new Work.Populate("set"),
                new Work.Undo("set"))) {
            assertThat(failed(target.run(work), "not-on-d1").reason())
                    .startsWith("the step 'step' cannot be done: a D1 database cannot do the kind '");
        }
        assertThat(failed(target.run(new Work.SafetyCopy()), "not-on-d1").reason())
                .contains("restore-backup");
    }
}
