package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static io.tidegate.dbagent.kinds.Target.AGENT;
import static io.tidegate.dbagent.kinds.Target.APPLICATION;
import static io.tidegate.dbagent.kinds.Target.OWNER;
import static io.tidegate.dbagent.kinds.Target.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The safety copy, and the way back by it. */
@Infrastructure
final class SwapIT {
    private static final String NAME = "Swap \"it\"";
    private static final Work DRAIN = new Work.Drain(Duration.ZERO);
    private static final Work COPY = new Work.SafetyCopy();
    private static final Work MIGRATE = new Work.Migrate("flyway", "set");
    private static final Work SWAP = new Work.SwapBack();
    private static final Work RESTORE = new Work.RestoreBackup(2, null);
    private static final Work RESTORE_FROM_STORE = new Work.RestoreBackup(2, "elsewhere");
    private static final Work REOPEN = new Work.Reopen();

    private final Postgres postgres;
    private final Target target;
    private final Path directory;

    SwapIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        this.postgres = postgres;
        this.directory = directory;
        target = Target.create(postgres, NAME, directory);
        for (String other : target.ask("SELECT datname FROM pg_database WHERE datname LIKE 'Swap \"it\"\\_%'")) {
            target.administer("DROP DATABASE " + quoted(other) + " WITH (FORCE)");
        }
    }

    private List<String> databases() throws SQLException {
        return target.ask("SELECT regexp_replace(datname, '[0-9a-f]{8}$', '#') FROM pg_database"
                + " WHERE datname LIKE 'Swap \"it\"%' ORDER BY 1");
    }

    /** What a clone does not carry, in every form that the catalogue has. */
    private void decorate() throws SQLException {
        String database = quoted(NAME);
        target.administer("GRANT SET ON PARAMETER kitchen.mode TO " + quoted(AGENT));
        target.sql(
                "COMMENT ON DATABASE " + database + " IS 'it''s the kitchen''s \\ \"own\"'",
                "ALTER DATABASE " + database + " CONNECTION LIMIT 55",
                "ALTER DATABASE " + database + " SET search_path = \"$user\", public, menu",
                "ALTER DATABASE " + database + " SET kitchen.mode = 'a,b ''c'''",
                "ALTER DATABASE " + database + " SET statement_timeout = '7min'",
                "ALTER ROLE " + quoted(APPLICATION) + " IN DATABASE " + database + " SET lock_timeout = '5s'",
                "ALTER ROLE " + quoted(APPLICATION) + " IN DATABASE " + database + " SET search_path = ''",
                "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + database + " TO " + quoted(APPLICATION) + " WITH GRANT OPTION",
                "GRANT TEMPORARY ON DATABASE " + database + " TO " + quoted(APPLICATION));
        target.sql("SET ROLE " + quoted(OWNER), "CREATE PUBLICATION news FOR TABLE public.dish");
        target.sql("SET ROLE " + quoted(APPLICATION), "GRANT CONNECT ON DATABASE " + database + " TO pg_monitor");
    }

    @Test
    void afterTheSwapTheDatabaseIsWhatItWasOwnerPrivilegesAndSettingsIncluded() throws Exception {
        decorate();
        target.migration("V1__more.sql", "ALTER TABLE dish ADD COLUMN spicy boolean; DELETE FROM menu.portion;");
        String before = target.dump();

        succeeded(target.run(DRAIN));
        assertThat(fact(succeeded(target.run(COPY)), "copy-strategy")).startsWith("WAL_LOG: the database is small");
        succeeded(target.run(MIGRATE));
        assertThat(target.dump()).isNotEqualTo(before);
        var swapped = succeeded(target.run(SWAP));
        succeeded(target.run(REOPEN));

        assertThat(target.dump()).isEqualTo(before).contains("CREATE PUBLICATION news");
        assertThat(databases()).containsExactly(NAME, NAME + "_failed_#");
        assertThat(fact(swapped, "failed-database")).startsWith(NAME + "_failed_");
        assertThat(target.ask("SELECT datallowconn FROM pg_database WHERE datname LIKE 'Swap \"it\"_failed%'"))
                .containsExactly("f");
        target.connectAsApplication().close();
    }

    @Test
    void whatTheAgentsRoleLacksToPutTheDatabaseBackIsSaidBeforeTheCopy() throws Exception {
        target.sql(
                "ALTER DATABASE " + quoted(NAME) + " SET pantry.mode = 'cold'",
                "ALTER DATABASE " + quoted(NAME) + " SET log_min_messages = 'error'",
                "ALTER ROLE " + quoted(postgres.adminUser()) + " IN DATABASE " + quoted(NAME)
                        + " SET lock_timeout = '5s'");
        succeeded(target.run(DRAIN));

        assertThat(failed(target.run(COPY), "missing-privilege").reason())
                .contains("GRANT SET ON PARAMETER pantry.mode TO \"Kitchen Agent\"")
                .contains("GRANT SET ON PARAMETER log_min_messages TO \"Kitchen Agent\"")
                .contains("GRANT " + postgres.adminUser() + " TO \"Kitchen Agent\"");
    }

    @Test
    void afterASuperusersSwapTheDatabaseIsWhatItWasToo() throws Exception {
        decorate();
        Target superuser = target.withSuperuser();
        String before = target.dump();

        succeeded(superuser.run(DRAIN));
        succeeded(superuser.run(COPY));
        succeeded(superuser.run(SWAP));
        succeeded(superuser.run(REOPEN));

        assertThat(target.dump()).isEqualTo(before);
    }

    @Test
    void aDatabaseOnWhichNothingWasEverGrantedStaysSo() throws Exception {
        String before = target.dump();
        Target superuser = target.withSuperuser();

        succeeded(superuser.run(DRAIN));
        succeeded(superuser.run(COPY));
        succeeded(superuser.run(SWAP));
        succeeded(superuser.run(REOPEN));

        assertThat(target.dump()).isEqualTo(before);
        assertThat(target.ask("SELECT datacl FROM pg_database WHERE datname = 'Swap \"it\"'"))
                .containsExactly("null");
    }

    @Test
    void whatTheWindowLeavesIsDroppedWhenThePlansTimeIsOver() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(new Work.SafetyCopy(Duration.ofDays(1))));
        var swapped = succeeded(target.run(new Work.SwapBack(Duration.ofDays(3))));
        succeeded(target.run(REOPEN));
        assertThat(fact(swapped, "kept-until"))
                .startsWith(Instant.now().plus(Duration.ofDays(3)).toString().substring(0, 10));

        assertThat(target.sweep(Duration.ofDays(2)))
                .as("the copy is the target now")
                .isEmpty();
        assertThat(databases()).containsExactly(NAME, NAME + "_failed_#");
        assertThat(target.sweep(Duration.ofDays(4))).hasSize(1);
        assertThat(databases()).containsExactly(NAME);
        assertThat(target.sweep(Duration.ofDays(4))).isEmpty();
    }

    @Test
    void whatIsInUseOrSomebodyElsesStays() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(COPY));
        String copy = target.ask("SELECT datname FROM pg_database WHERE datname LIKE 'Swap \"it\"_before%'")
                .getFirst();
        target.administer("ALTER DATABASE " + quoted(copy) + " ALLOW_CONNECTIONS true");
        try (var someone = target.connectTo(copy)) {
            assertThat(target.sweep(Duration.ofDays(8))).isEmpty();
            assertThat(someone.isValid(1)).isTrue();
        }
        target.administer("DROP DATABASE " + quoted(copy) + " WITH (FORCE)");
        target.administer("CREATE DATABASE " + quoted(copy));

        assertThat(target.sweep(Duration.ofDays(8))).isEmpty();
        assertThat(databases()).containsExactly(NAME, NAME + "_before_#");
    }

    @Test
    void theSwapIsNotDoneTwiceAfterACrash() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(COPY));
        succeeded(target.run(SWAP));
        target.sql("INSERT INTO dish VALUES (9, 'Lontong', 1, now())");

        var again = succeeded(target.runAgain(SWAP));

        assertThat(fact(again, "swap")).contains("interrupted");
        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("4");
    }

    @Test
    void aSwapThatWasKilledBeforeItsRenamesIsDone() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(COPY));
        succeeded(target.run(REOPEN));
        target.administer("ALTER DATABASE " + quoted(NAME) + " ALLOW_CONNECTIONS false");

        succeeded(target.runAgain(SWAP));
    }

    @Test
    void whatUsersWroteAfterTheReopeningIsShownToAPersonBeforeItIsLeftBehind() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(COPY));
        succeeded(target.run(REOPEN));
        try (Connection application = target.connectAsApplication();
                var statement = application.createStatement()) {
            statement.execute("INSERT INTO dish VALUES (7, 'Sate', 2, now()), (8, 'Nasi', 1, now())");
        }
        succeeded(target.run(DRAIN));

        var refused = failed(target.run(SWAP), "writes-since-reopening");
        assertThat(refused.reason()).contains("2 rows").contains("transactions since the database was reopened");
        failed(target.runAgain(SWAP), "writes-since-reopening");
        assertThat(databases()).containsExactly(NAME, NAME + "_before_#");

        var result = succeeded(target.attempt(2).run(SWAP));
        assertThat(fact(result, "row-changes-left-behind")).isEqualTo("2 rows");
    }

    @Test
    void aReopenedDatabaseThatNobodyWroteToGoesBackAtOnce() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(COPY));
        succeeded(target.run(REOPEN));
        try (Connection application = target.connectAsApplication();
                var statement = application.createStatement()) {
            statement.execute("SELECT count(*) FROM dish");
        }
        succeeded(target.run(DRAIN));

        assertThat(fact(succeeded(target.run(SWAP)), "row-changes-left-behind")).isEqualTo("0 rows");
    }

    @Test
    void theRestoredBackupIsTheDatabaseAsItWasOwnerPrivilegesAndSettingsIncluded() throws Exception {
        decorate();
        target.migration("V1__more.sql", "ALTER TABLE dish ADD COLUMN spicy boolean; DELETE FROM menu.portion;")
                .migration("V2__settings.sql", "ALTER DATABASE " + quoted(NAME) + " SET statement_timeout = '1s'");
        String before = target.dump();
        succeeded(target.run(DRAIN));
        succeeded(target.run(new Work.Backup(2)));
        succeeded(target.run(MIGRATE));

        var restored = succeeded(target.run(RESTORE));
        succeeded(target.run(REOPEN));

        assertThat(target.dump()).isEqualTo(before);
        assertThat(databases()).containsExactly(NAME, NAME + "_replaced_#");
        assertThat(fact(restored, "rows-equal")).isEqualTo("5 rows");
        target.connectAsApplication().close();
    }

    @Test
    void aRestoreThatWasDoneIsNotDoneTwiceAfterACrash() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(new Work.Backup(2)));
        succeeded(target.run(RESTORE));
        target.sql("INSERT INTO dish VALUES (9, 'Lontong', 1, now())");

        assertThat(fact(succeeded(target.runAgain(RESTORE)), "restore")).contains("interrupted");
        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("4");
    }

    @Test
    void aDamagedBackupLeavesTheTargetAsItIs() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(new Work.Backup(2)));
        try (var files = Files.list(target.record("dump"))) {
            Files.writeString(files.sorted().findFirst().orElseThrow(), "broken");
        }

        failed(target.run(RESTORE), "backup-damaged");

        assertThat(databases()).containsExactly(NAME);
        assertThat(target.ask("SELECT datname FROM pg_database WHERE datname LIKE 'tidegate_rollback_%'"))
                .isEmpty();
    }

    /** Drained, backed up, copied away, migrated. */
    private void migratedWithACopyElsewhere() throws Exception {
        target.migration("V1__more.sql", "ALTER TABLE dish ADD COLUMN spicy boolean; DELETE FROM menu.portion;");
        succeeded(target.run(DRAIN));
        succeeded(target.run(new Work.Backup(2)));
        succeeded(target.run(new Work.Offsite("elsewhere")));
        succeeded(target.run(MIGRATE));
    }

    private Path inTheStore(String file) {
        return directory.resolve("store/kitchen/w-1").resolve(file);
    }

    private void loseTheBackup() throws IOException {
        DurableFiles.delete(target.record("dump"));
        for (String file : List.of("backup.json", "backup.sig", "backup.pub", "database-manifest.json")) {
            Files.delete(target.record(file));
        }
    }

    @Test
    void whereTheBackupIsGoneTheWindowGoesBackByTheOneInTheStore() throws Exception {
        decorate();
        String before = target.dump();
        migratedWithACopyElsewhere();
        loseTheBackup();

        var restored = succeeded(target.run(RESTORE_FROM_STORE));
        succeeded(target.run(REOPEN));

        assertThat(target.dump()).isEqualTo(before);
        assertThat(databases()).containsExactly(NAME, NAME + "_replaced_#");
        assertThat(fact(restored, "backup-fetched-from")).endsWith("kitchen/w-1");
        assertThat(fact(restored, "backup-here")).contains("is missing");
        assertThat(fact(restored, "backup-signed-by")).isEqualTo("this agent's own key");
        assertThat(target.record("brought")).doesNotExist();
        target.connectAsApplication().close();
    }

    @Test
    void whereTheBackupIsDamagedTheStoresIsRestored() throws Exception {
        migratedWithACopyElsewhere();
        Files.writeString(target.record("dump").resolve("toc.dat"), "broken");
        DurableFiles.delete(directory.resolve("home/keys"));

        var restored = succeeded(target.run(RESTORE_FROM_STORE));

        assertThat(fact(restored, "backup-signed-by")).endsWith("beside the copy: this agent has lost its own");

        assertThat(fact(restored, "backup-here")).contains("toc.dat of the backup is not what was written");
        assertThat(fact(restored, "rows-equal")).isEqualTo("5 rows");
    }

    @Test
    void aBackupThatIsWholeHereNeedsNoStore() throws Exception {
        migratedWithACopyElsewhere();
        DurableFiles.delete(directory.resolve("store"));

        var restored = succeeded(target.run(RESTORE_FROM_STORE));

        assertThat(restored.evidence().toString()).doesNotContain("backup-fetched-from");
    }

    @Test
    void whereTheStoresCopyIsDamagedTooTheTargetStaysAsItIs() throws Exception {
        migratedWithACopyElsewhere();
        loseTheBackup();
        Files.writeString(inTheStore("dump/toc.dat"), "broken");

        var result = failed(target.run(RESTORE_FROM_STORE), "backup-damaged");

        assertThat(result.reason())
                .contains("on this machine the file backup.json of the backup is missing")
                .contains("toc.dat of the backup is not what was written, in ");
        assertThat(databases()).containsExactly(NAME);
        assertThat(target.record("brought")).doesNotExist();
        assertThat(target.askTarget("SELECT count(*) FROM menu.portion")).containsExactly("0");
    }

    @Test
    void aDatabaseManifestThatSomebodyHasChangedInTheStoreIsRefused() throws Exception {
        migratedWithACopyElsewhere();
        loseTheBackup();
        Path manifest = inTheStore("database-manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("kitchen", "stranger"));

        assertThat(failed(target.run(RESTORE_FROM_STORE), "backup-damaged").reason())
                .contains("database-manifest.json of the backup is not what was written");
    }

    @Test
    void aStoreThatHasNoCopyOrIsNotThereOrUnknownIsSaid() throws Exception {
        succeeded(target.run(DRAIN));

        assertThat(failed(target.run(RESTORE_FROM_STORE), "no-backup").reason())
                .contains("there is no whole backup in")
                .contains("kitchen/w-1");
        assertThat(failed(target.run(new Work.RestoreBackup(2, "nowhere")), "no-such-store")
                        .reason())
                .contains("elsewhere");
        DurableFiles.delete(directory.resolve("store"));
        assertThat(failed(target.run(RESTORE_FROM_STORE), "store-failed").reason())
                .contains("is it mounted?");
        assertThat(databases()).containsExactly(NAME);
    }

    @Test
    void whatAKilledRunHasFetchedIsNotFetchedAgain() throws Exception {
        migratedWithACopyElsewhere();
        Path brought = Files.createDirectories(target.record("brought/dump"));
        Files.move(target.record("dump/toc.dat"), brought.resolve("toc.dat"));

        succeeded(target.runAgain(RESTORE_FROM_STORE));

        assertThat(target.progress())
                .anyMatch(what -> what.startsWith("fetching ") && what.endsWith(".gz"))
                .doesNotContain("fetching toc.dat");
    }

    @Test
    void withoutABackupThereIsNothingToRestore() throws Exception {
        failed(target.run(RESTORE), "no-backup");
    }

    @Test
    void aCopyThatWasHalfDoneIsMadeAnew() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(COPY));
        Path record = target.record("safety-copy.json");
        Files.writeString(record, Files.readString(record).replaceAll("\"madeAt\".*\n", "\"madeAt\" : null,\n"));
        target.sql("INSERT INTO dish VALUES (4, 'Pecel', 2, now())");

        succeeded(target.runAgain(COPY));
        succeeded(target.run(SWAP));

        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("4");
    }

    @Test
    void onceTheMigrationHasBegunNoCopyIsMade() throws Exception {
        succeeded(target.run(DRAIN));
        target.migration("V1__x.sql", "SELECT 1;");
        succeeded(target.run(MIGRATE));

        failed(target.run(COPY), "too-late");
    }

    @Test
    void withoutASafetyCopyThereIsNothingToSwap() throws Exception {
        var result = failed(target.run(SWAP), "no-safety-copy");

        assertThat(result.reason()).contains("restore the backup");
    }

    @Test
    void aDatabaseWithSessionsIsNotCopiedAndItSaysWhose() throws Exception {
        try (Connection busy = target.connectAsApplication()) {
            var result = failed(target.within(Duration.ofSeconds(1)).run(COPY), "not-closed");

            assertThat(result.reason()).contains(APPLICATION);
            assertThat(busy.isValid(1)).isTrue();
        }
    }

    @Test
    void aSafetyCopyThatSomeoneElseHasUnderItsNameIsNotTouched() throws Exception {
        succeeded(target.run(DRAIN));
        succeeded(target.run(COPY));
        Files.delete(target.record("safety-copy.json"));

        failed(target.run(COPY), "name-taken");

        assertThat(databases()).containsExactly(NAME, NAME + "_before_#");
        assertThat(target.ask("SELECT rolname FROM pg_database d JOIN pg_roles r ON r.oid = datdba"
                        + " WHERE datname LIKE 'Swap \"it\"_before%'"))
                .containsExactly(OWNER);
    }
}
