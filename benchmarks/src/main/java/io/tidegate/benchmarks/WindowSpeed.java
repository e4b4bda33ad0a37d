package io.tidegate.benchmarks;

import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Directories;
import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.LocalTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A window of the portion size example from the drain to the reopening, three ways on the same database in the same run:
 * the commands of its runbook typed one after another; the same tools at their fastest, with a safety copy; the agent's
 * steps. The order changes from round to round, and before each the database is made anew of the same files.
 *
 * <p>Run: {@code java -Dtidegate.root=. -cp "benchmarks/target/classes:benchmarks/target/lib/*"
 * io.tidegate.benchmarks.WindowSpeed [rows] [rounds]}; 11,000,000 rows are about one gigabyte, and need six of disk
 */
public final class WindowSpeed {
    private static final Example EXAMPLE = Example.named("portion-size");
    private static final Example.Roles ROLES = (Example.Roles) EXAMPLE.kind();
    private static final String MIGRATION =
            EXAMPLE.migrations().resolve("V1__add_portion_size.sql").toString();

    private static final String DRAIN = """
            psql -q -d postgres -c 'ALTER DATABASE sppg CONNECTION LIMIT 0'
            psql -q -d postgres -Atc "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'sppg'"
            """;
    private static final String REOPEN = "psql -q -d postgres -c 'ALTER DATABASE sppg CONNECTION LIMIT -1'";
    private static final String COUNT = """
            for t in schools menu_items menu_item_school_allocations; do
              for d in sppg restored; do psql -d $d -Atc "SELECT count(*) FROM $t"; done; done; dropdb restored
            """;
    /** Phase 4 of the runbook. */
    private static final String VERIFY = """
            psql -d sppg -v ON_ERROR_STOP=1 <<'SQL'
            SELECT column_name, data_type, character_maximum_length, is_nullable FROM information_schema.columns
            WHERE table_name = 'menu_item_school_allocations' AND column_name = 'portion_size';
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'check_portion_size';
            SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'menu_item_school_allocations';
            SELECT count(*), count(CASE WHEN portion_size = 'large' THEN 1 END),
                   count(CASE WHEN portion_size = 'small' THEN 1 END) FROM menu_item_school_allocations;
            SELECT count(*) FROM menu_item_school_allocations WHERE school_id IS NULL;
            SELECT count(*) FROM menu_item_school_allocations a JOIN schools s ON s.id = a.school_id;
            ANALYZE menu_item_school_allocations;
            SQL
            """;

    private final PostgresCluster cluster;
    private final Path directory;
    private final Shell shell;
    private final Work.Verify verify;
    private int round;

    private WindowSpeed(PostgresCluster cluster, Path directory) throws Exception {
        this.cluster = cluster;
        this.directory = directory;
        this.shell = new Shell(cluster, directory);
        this.verify = verification();
    }

    /** What of the example's plan the agent is asked to verify. */
    private static Work.Verify verification() throws Exception {
        return switch (PlanReader.read("plan.yaml", Files.readString(EXAMPLE.plan()))) {
            case PlanReader.Reading.Valid valid ->
                (Work.Verify) valid.plan().step("verify").orElseThrow().run();
            case PlanReader.Reading.Invalid invalid ->
                throw new IllegalStateException(invalid.problems().toString());
        };
    }

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length == 0 ? 11_000_000 : Long.parseLong(arguments[0]);
        int rounds = arguments.length < 2 ? 3 : Integer.parseInt(arguments[1]);
        Path directory = Directories.temporary("tidegate-benchmark-");
        try (var cluster = PostgresCluster.create(directory.resolve("postgres"))) {
            LocalTarget.on(cluster, EXAMPLE, directory.resolve("agent")).create(rows);
            new WindowSpeed(cluster, directory).run(rounds);
        } finally {
            Directories.delete(directory);
        }
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        shell.run("psql -d sppg -Atc 'SELECT pg_database_size(current_database())'");
        System.out.print("database, bytes: " + Files.readString(directory.resolve("shell.log")));
        shell.run("psql -d postgres -c 'ALTER DATABASE sppg RENAME TO pristine'");
        List<Laps> runbook = new ArrayList<>();
        List<Laps> bare = new ArrayList<>();
        List<Laps> agent = new ArrayList<>();
        List<Contender> order = new ArrayList<>(List.of(
                () -> runbook.add(asTheRunbookSays()), () -> bare.add(bareTools()), () -> agent.add(agentsSteps())));
        for (round = 1; round <= rounds; round++) {
            for (Contender each : order) {
                anew();
                each.run();
            }
            Collections.rotate(order, 1);
        }
        Laps.print("the runbook's commands", runbook);
        Laps.print("the bare tools at their fastest", bare);
        Laps.print("the agent's steps", agent);
        Laps.ratio("prepare: backup, restored and counted, to the runbook's", agent, runbook, "backup", "test restore");
        Laps.ratio(
                "the same in processor time",
                Laps.inProcessorTime(agent),
                Laps.inProcessorTime(runbook),
                "backup",
                "test restore");
        Laps.ratio("downtime, drain to reopening, to the runbook's", agent, runbook);
        Laps.ratio("downtime to the bare tools'", agent, bare);
        Laps.ratio("the same in processor time", Laps.inProcessorTime(agent), Laps.inProcessorTime(bare));
        Laps.ratio(
                "drain, safety copy, migration, verification, reopening, to the bare tools'",
                agent,
                bare,
                "drain",
                "safety copy",
                "migration",
                "verification",
                "reopening");
    }

    @FunctionalInterface
    private interface Contender {
        void run() throws Exception;
    }

    private void anew() throws Exception {
        shell.run("""
                for d in $(psql -d postgres -Atc "SELECT datname FROM pg_database WHERE datname LIKE 'sppg%%' OR datname LIKE 'tidegate%%'"); do
                  dropdb --force $d; done
                psql -q -d postgres -c 'CREATE DATABASE sppg TEMPLATE pristine OWNER %s STRATEGY FILE_COPY'
                psql -q -d postgres -c 'CHECKPOINT'
                """.formatted(ROLES.owner()));
    }

    private Laps asTheRunbookSays() throws Exception {
        var laps = new Laps();
        laps.lap("drain", () -> shell.run(DRAIN));
        laps.lap(
                "backup",
                () -> shell.run(
                        "pg_dump -Fc -d sppg -f $DIR/serial.dump; sha256sum $DIR/serial.dump > $DIR/serial.sha256"));
        laps.lap(
                "test restore",
                () -> shell.run("createdb restored; pg_restore -d restored $DIR/serial.dump\n" + COUNT));
        laps.lap("migration", () -> shell.run("psql -d sppg -v ON_ERROR_STOP=1 -1 -f " + MIGRATION));
        laps.lap("verification", () -> shell.run(VERIFY));
        laps.lap("reopening", () -> shell.run(REOPEN));
        shell.run("rm $DIR/serial.*");
        return laps;
    }

    private Laps bareTools() throws Exception {
        var laps = new Laps();
        laps.lap("drain", () -> shell.run(DRAIN));
        laps.lap(
                "backup",
                () -> shell.run("pg_dump -Fd -j2 -Z1 -d sppg -f $DIR/bare; sha256sum $DIR/bare/* > $DIR/bare.sha256"));
        laps.lap(
                "test restore",
                () -> shell.run("createdb restored; PGOPTIONS='-c synchronous_commit=off -c maintenance_work_mem=256MB'"
                        + " pg_restore -j2 -d restored $DIR/bare\n" + COUNT));
        laps.lap(
                "safety copy",
                () -> shell.run("psql -d postgres -c 'CREATE DATABASE sppg_copy TEMPLATE sppg STRATEGY FILE_COPY'"));
        laps.lap("migration", () -> shell.run("psql -d sppg -v ON_ERROR_STOP=1 -1 -f " + MIGRATION));
        laps.lap("verification", () -> shell.run(VERIFY));
        laps.lap("reopening", () -> shell.run(REOPEN));
        shell.run("rm -r $DIR/bare $DIR/bare.sha256");
        return laps;
    }

    private Laps agentsSteps() throws Exception {
        Path home = directory.resolve("agent-" + round);
        var steps = new Steps(
                cluster,
                EXAMPLE.database(),
                ROLES.application(),
                home,
                Map.of("set", new AgentConfig.MigrationSet(EXAMPLE.migrations(), null, AgentConfig.Transaction.SET)));
        var laps = new Laps();
        laps.lap("drain", () -> steps.run(new Work.Drain(Duration.ZERO)));
        laps.lap("backup", () -> steps.run(new Work.Backup(2)));
        laps.lap("test restore", () -> steps.run(new Work.TestRestore(2)));
        laps.lap("safety copy", () -> steps.run(new Work.SafetyCopy()));
        laps.lap("migration", () -> steps.run(new Work.Migrate("sql", "set")));
        laps.lap("verification", () -> steps.run(verify));
        laps.lap("reopening", () -> steps.run(new Work.Reopen()));
        // The way back, in a second window that nobody has written in.
        laps.aside("rollback: drain", () -> steps.run(new Work.Drain(Duration.ZERO)));
        laps.aside("rollback: swap back", () -> steps.run(new Work.SwapBack()));
        laps.aside("rollback: reopening", () -> steps.run(new Work.Reopen()));
        Directories.delete(home);
        return laps;
    }
}
