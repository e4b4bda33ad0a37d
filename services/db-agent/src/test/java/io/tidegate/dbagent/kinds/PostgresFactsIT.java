package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Target.APPLICATION;
import static io.tidegate.dbagent.kinds.Target.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL and Flyway do by themselves, and the agent's safety rests on. No agent at work but where it guards. */
@Infrastructure
final class PostgresFactsIT {
    private static final String NAME = "facts_it";
    private static final String COPY = "facts_it_copy";
    private static final Work SAFETY_COPY = new Work.SafetyCopy();

    private final Postgres postgres;
    private final Path directory;
    private final Target target;

    PostgresFactsIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        this.postgres = postgres;
        this.directory = directory;
        target = Target.create(postgres, NAME, directory);
    }

    @AfterEach
    void dropAll() throws SQLException {
        for (String transaction : target.ask("SELECT gid FROM pg_prepared_xacts WHERE database LIKE 'facts_it%'")) {
            execute(COPY, "ROLLBACK PREPARED '" + transaction + "'");
        }
        if (target.ask("SELECT datname FROM pg_database").contains(NAME)) {
            for (String subscription : target.askTarget("SELECT subname FROM pg_subscription")) {
                target.sql("DROP SUBSCRIPTION " + subscription);
            }
        }
        for (String database : target.ask("SELECT datname FROM pg_database WHERE datname LIKE 'facts_it%'")) {
            target.administer("DROP DATABASE " + database + " WITH (FORCE)");
        }
    }

    private void execute(String database, String... statements) throws SQLException {
        try (Connection connection = target.connectTo(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The SQLSTATE with which the statement fails. */
    private String refusal(String sql) {
        try {
            target.administer(sql);
            return "none";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    @Test
    void aDatabaseInUseOrWithAPreparedTransactionIsNotCopiedAndNewSessionsWaitMeanwhile() throws Exception {
        target.administer("CREATE DATABASE " + COPY);
        execute(COPY, "BEGIN", "CREATE TABLE half (id int)", "PREPARE TRANSACTION 'facts'");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                Connection busy = target.connectAsApplication()) {
            Callable<String> copyOfBusy = () -> refusal("CREATE DATABASE facts_it_two TEMPLATE " + NAME);
            Callable<String> copyOfPrepared = () -> refusal("CREATE DATABASE facts_it_three TEMPLATE " + COPY);
            List<Future<String>> copies = List.of(executor.submit(copyOfBusy), executor.submit(copyOfPrepared));
            await().until(() -> lockOnTarget("granted AND mode = 'ShareLock'"));
            Future<Boolean> newcomer = executor.submit(() -> {
                try (Connection late = target.connectAsApplication()) {
                    return late.isValid(1);
                }
            });
            await().until(() -> lockOnTarget("NOT granted"));

            assertThat(copies.get(0).get()).isEqualTo("55006");
            assertThat(copies.get(1).get()).isEqualTo("55006");
            assertThat(newcomer.get()).isTrue();
            assertThat(busy.isValid(1)).isTrue();
        }
    }

    private boolean lockOnTarget(String which) throws SQLException {
        return !target.ask("SELECT pid FROM pg_locks WHERE locktype = 'object' AND classid = 'pg_database'::regclass"
                        + " AND objid = (SELECT oid FROM pg_database WHERE datname = '" + NAME + "') AND " + which)
                .isEmpty();
    }

    @Test
    void whoDoesNotOwnADatabaseMayNotCopyItAlthoughHeMayCreateDatabases() throws Exception {
        target.administer("DROP ROLE IF EXISTS facts_creator");
        target.administer("CREATE ROLE facts_creator CREATEDB");

        assertThatThrownBy(() ->
                        execute("postgres", "SET ROLE facts_creator", "CREATE DATABASE facts_it_two TEMPLATE " + NAME))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        target.administer("DROP ROLE facts_creator");
    }

    /** Everything of which a copy may be asked whether it has it. */
    private void decorate() throws SQLException {
        target.sql(
                "CREATE PUBLICATION news FOR TABLE dish",
                "SELECT lo_from_bytea(4711, 'menu')",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA menu GRANT SELECT ON TABLES TO " + quoted(APPLICATION),
                "CREATE STATISTICS dish_prices ON name, price FROM dish",
                "CREATE UNLOGGED TABLE hasty (id int)",
                "INSERT INTO hasty VALUES (1)",
                "ANALYZE dish",
                "CREATE SUBSCRIPTION facts CONNECTION 'dbname=nowhere' PUBLICATION news WITH (connect = false, slot_name = NONE)",
                "SELECT pg_create_logical_replication_slot('facts_slot', 'pgoutput')",
                "ALTER DATABASE facts_it CONNECTION LIMIT 55",
                "COMMENT ON DATABASE facts_it IS 'the kitchen''s'",
                "ALTER DATABASE facts_it SET statement_timeout = '7min'",
                "ALTER ROLE " + quoted(APPLICATION) + " IN DATABASE facts_it SET lock_timeout = '5s'",
                "REVOKE CONNECT ON DATABASE facts_it FROM PUBLIC");
        label("dummy");
    }

    /** No provider of labels is on this machine; one that was is stood in for by its row in the catalogue. */
    private void label(String provider) throws SQLException {
        target.sql(
                "SET allow_system_table_mods = on",
                "INSERT INTO pg_shseclabel SELECT oid, 'pg_database'::regclass, '" + provider
                        + "', 'secret' FROM pg_database WHERE datname = 'facts_it'");
    }

    private List<String> askCopy(String sql) throws SQLException {
        try (Connection connection = target.connectTo(COPY);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            List<String> values = new java.util.ArrayList<>();
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        }
    }

    private static String ofDatabase(String column, String where) {
        return "SELECT " + column + " FROM " + where + " (SELECT oid FROM pg_database WHERE datname = '" + COPY + "')";
    }

    @Test
    void aCopyLeavesBehindWhatBelongsToTheDatabaseAndCarriesWhatIsInIt() throws Exception {
        decorate();
        String carried = "SELECT string_agg(each, E'\\n' ORDER BY each) FROM ("
                + "SELECT pubname::text FROM pg_publication UNION ALL SELECT oid::text FROM pg_largeobject_metadata"
                + " UNION ALL SELECT relacl::text FROM pg_class WHERE relname = 'dish'"
                + " UNION ALL SELECT defaclacl::text FROM pg_default_acl"
                + " UNION ALL SELECT stxname::text FROM pg_statistic_ext"
                + " UNION ALL SELECT 'hasty ' || id FROM hasty"
                + " UNION ALL SELECT tablename || attname || n_distinct || null_frac FROM pg_stats"
                + " WHERE tablename = 'dish') AS all_of_it (each)";

        target.administer("CREATE DATABASE " + COPY + " TEMPLATE " + NAME);

        assertThat(target.ask("SELECT pg_get_userbyid(datdba) || ' ' || coalesce(datacl::text, 'no ACL') || ' '"
                        + " || datconnlimit || ' ' || coalesce(shobj_description(oid, 'pg_database'), 'no comment')"
                        + " FROM pg_database WHERE datname = '" + COPY + "'"))
                .containsExactly(postgres.adminUser() + " no ACL -1 no comment");
        assertThat(target.ask(ofDatabase("label", "pg_shseclabel WHERE objoid =")))
                .isEmpty();
        assertThat(target.ask(ofDatabase("setconfig", "pg_db_role_setting WHERE setdatabase =")))
                .isEmpty();
        assertThat(target.ask(ofDatabase("subname", "pg_subscription WHERE subdbid =")))
                .isEmpty();
        assertThat(target.ask("SELECT database FROM pg_replication_slots WHERE slot_name = 'facts_slot'"))
                .containsExactly(NAME);
        assertThat(askCopy("SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = 'dish'"))
                .containsExactly("0");
        assertThat(askCopy(carried)).isEqualTo(target.askTarget(carried));
        assertThat(askCopy(carried).getFirst()).contains("news", "4711", "dish_prices", "hasty 1", "dishprice");
    }

    @Test
    void aSlotStaysWithTheDatabaseThatIsRenamedAndGoesWithItWithoutAWord() throws Exception {
        target.sql("SELECT pg_create_logical_replication_slot('facts_slot', 'pgoutput')");
        String slots = "SELECT database FROM pg_replication_slots WHERE slot_name = 'facts_slot'";

        target.administer("ALTER DATABASE " + NAME + " RENAME TO " + COPY);
        assertThat(target.ask(slots)).containsExactly(COPY);

        target.administer("DROP DATABASE " + COPY + " WITH (FORCE)");
        assertThat(target.ask(slots)).isEmpty();
    }

    @Test
    void aDatabaseWithASubscriptionIsNotDropped() throws Exception {
        target.sql(
                "CREATE SUBSCRIPTION facts CONNECTION 'dbname=nowhere' PUBLICATION news WITH (connect = false, slot_name = NONE)");

        assertThat(refusal("DROP DATABASE " + NAME + " WITH (FORCE)")).isEqualTo("55006");
    }

    @Test
    void whatACopyWouldLoseStopsTheSafetyCopy() throws Exception {
        decorate();

        assertThat(failed(target.run(SAFETY_COPY), "cannot-copy").reason())
                .contains("1 subscriptions, which a copy does not carry")
                .contains("1 logical replication slots, which would stay with the failed database");
    }

    @Test
    void whatCouldNotBeGivenBackIsSaidWhileThereIsStillNothingToGiveBack() throws Exception {
        label("dummy");

        assertThat(failed(target.run(SAFETY_COPY), "manifest-refused").reason())
                .contains("the security label of the provider 'dummy' is refused");
        assertThat(target.ask("SELECT count(*) FROM pg_database WHERE datname LIKE 'facts_it_before%'"))
                .containsExactly("0");
    }

    @Test
    void theSafetyCopyWaitsForTheEndOfABaseBackup() throws Exception {
        assumeFalse(target.ask("SELECT 1 FROM pg_hba_file_rules WHERE 'replication' = ANY (database) AND type = 'host'")
                .isEmpty());
        var builder = new ProcessBuilder(
                        postgres.binDirectory().resolve("pg_basebackup").toString(),
                        "--pgdata=" + directory.resolve("base-backup"),
                        "--max-rate=32k",
                        "--checkpoint=fast",
                        "--wal-method=none",
                        "--host=" + postgres.host(),
                        "--port=" + postgres.port(),
                        "--username=" + postgres.adminUser())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("base-backup.log").toFile());
        builder.environment().put("PGPASSWORD", postgres.adminPassword());
        Process backup = builder.start();
        String atWork = "SELECT phase FROM pg_stat_progress_basebackup";
        try {
            await().until(() -> !target.ask(atWork).isEmpty() || !backup.isAlive());
            assertThat(backup.isAlive())
                    .as(Files.readString(directory.resolve("base-backup.log")))
                    .isTrue();

            assertThat(failed(target.run(SAFETY_COPY), "cannot-copy").reason())
                    .contains("1 base backups of the server at work");
        } finally {
            backup.destroyForcibly().onExit().join();
        }
        await().until(() -> target.ask(atWork).isEmpty());
    }

    @Test
    void copyingFilesForcesACheckpointAndTheLogTakesTheWholeDatabase() throws Exception {
        target.sql("CREATE TABLE much AS SELECT md5(g::text) FROM generate_series(1, 200000) g");
        String redo = "SELECT redo_lsn FROM pg_control_checkpoint()";
        String position = "SELECT pg_current_wal_lsn()";
        String before = target.ask(redo).getFirst();
        String begun = target.ask(position).getFirst();

        target.administer("CREATE DATABASE facts_it_two TEMPLATE " + NAME + " STRATEGY WAL_LOG");
        assertThat(target.ask(redo)).containsExactly(before);
        assertThat(target.ask("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '" + begun
                        + "') > 0.6 * pg_database_size('facts_it_two')"))
                .containsExactly("t");

        begun = target.ask(position).getFirst();
        target.administer("CREATE DATABASE facts_it_three TEMPLATE " + NAME + " STRATEGY FILE_COPY");
        assertThat(target.ask(redo)).isNotEqualTo(List.of(before));
        assertThat(target.ask("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '" + begun
                        + "') < 0.1 * pg_database_size('facts_it_three')"))
                .containsExactly("t");
    }

    @Test
    void withoutItsSettingFlywayWaitsForItselfToBuildAnIndexConcurrently() throws Exception {
        target.migration("V1__index.sql", "CREATE INDEX CONCURRENTLY names ON dish (name);");
        var flyway = Flyway.configure()
                .dataSource(postgres.jdbcUrl(NAME), postgres.adminUser(), postgres.adminPassword())
                .locations("filesystem:" + directory.resolve("migrations"))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .initSql("SET lock_timeout = '200ms'")
                .load();

        assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayException.class).hasMessageContaining("55P03");
    }
}
