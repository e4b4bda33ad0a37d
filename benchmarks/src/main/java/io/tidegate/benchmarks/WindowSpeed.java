package io.tidegate.benchmarks;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Directories;
import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.LocalTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What protects and migrates a database, beside the commands of the portion size runbook typed one after another, and
 * beside the same tools at their fastest, on the same database in the same run.
 *
 * <p>Run: {@code java -Dtidegate.root=. -cp "benchmarks/target/classes:benchmarks/target/lib/*"
 * io.tidegate.benchmarks.WindowSpeed [rows]}; 11,000,000 rows are about one gigabyte
 */
public final class WindowSpeed {
    private static final Example EXAMPLE = Example.named("portion-size");
    private static final Example.Roles ROLES = (Example.Roles) EXAMPLE.kind();
    private static final String MIGRATION =
            EXAMPLE.migrations().resolve("V1__add_portion_size.sql").toString();

    private WindowSpeed() {}

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length == 0 ? 11_000_000 : Long.parseLong(arguments[0]);
        Path directory = Directories.temporary("tidegate-benchmark-");
        try (var cluster = PostgresCluster.create(directory.resolve("postgres"))) {
            LocalTarget.on(cluster, EXAMPLE, directory.resolve("agent")).create(rows);
            run(cluster, directory);
        } finally {
            Directories.delete(directory);
        }
        System.exit(0);
    }

    private static void run(PostgresCluster cluster, Path directory) throws Exception {
        var shell = new Shell(cluster, directory);
        shell.run("psql -d sppg -Atc 'SELECT pg_database_size(current_database())'");
        System.out.print("database, bytes: " + Files.readString(directory.resolve("shell.log")));

        Duration dump = shell.run("pg_dump -Fc -d sppg -f $DIR/serial.dump");
        Duration sum = shell.run("sha256sum $DIR/serial.dump > $DIR/serial.sha256");
        Duration restore = shell.run("createdb serial_restore; pg_restore -d serial_restore $DIR/serial.dump");
        Duration count = shell.run("""
                for t in schools menu_items menu_item_school_allocations; do
                  for d in sppg serial_restore; do psql -d $d -Atc "SELECT count(*) FROM $t"; done; done; dropdb serial_restore
                """);
        Duration serial = dump.plus(sum).plus(restore).plus(count);
        shell.run("rm $DIR/serial.*");

        Duration bareDump = shell.run("pg_dump -Fd -j2 -Z1 -d sppg -f $DIR/bare");
        Duration bareSum = shell.run("sha256sum $DIR/bare/* > $DIR/bare.sha256");
        Duration bareRestore = shell.run(
                "createdb bare_restore; PGOPTIONS='-c synchronous_commit=off -c maintenance_work_mem=256MB' pg_restore -j2 -d"
                        + " bare_restore $DIR/bare; dropdb bare_restore");
        Duration bareCopy =
                shell.run("psql -d postgres -c 'CREATE DATABASE bare_copy TEMPLATE sppg STRATEGY FILE_COPY'");
        Duration bareMigration = shell.run("psql -d bare_copy -v ON_ERROR_STOP=1 -1 -f " + MIGRATION);
        shell.run("dropdb bare_copy; rm -r $DIR/bare $DIR/bare.sha256");

        var steps = new Steps(
                cluster,
                EXAMPLE.database(),
                ROLES.application(),
                directory.resolve("agent"),
                Map.of("set", new AgentConfig.MigrationSet(EXAMPLE.migrations(), null, AgentConfig.Transaction.SET)));
        steps.run(new Work.Drain(Duration.ZERO));
        Duration backup = steps.run(new Work.Backup(2)).took();
        Duration test = steps.run(new Work.TestRestore(2)).took();
        Duration copy = steps.run(new Work.SafetyCopy()).took();
        Duration migrate = steps.run(new Work.Migrate("sql", "set")).took();
        Duration swap = steps.run(new Work.SwapBack()).took();

        print("runbook: pg_dump -Fc", dump);
        print("runbook: sha256sum", sum);
        print("runbook: createdb, pg_restore", restore);
        print("runbook: counts of both", count);
        print("bare: pg_dump -Fd -j2 -Z1, sha256sum", bareDump.plus(bareSum));
        print("bare: createdb, pg_restore -j2", bareRestore);
        print("bare: CREATE DATABASE … TEMPLATE", bareCopy);
        print("bare: psql -1 -f migration", bareMigration);
        print("step backup (with count and hash of every table)", backup);
        print("step test-restore (with count and hash of every table)", test);
        print("step safety-copy", copy);
        print("step migrate, driver sql", migrate);
        print("step swap-back", swap);
        Duration prepare = backup.plus(test);
        ratio("prepare (backup, test restore) to the runbook's serial commands", prepare, serial);
        Duration bare = bareDump.plus(bareSum).plus(bareRestore).plus(bareCopy).plus(bareMigration);
        ratio(
                "the four steps to the bare tools at their fastest",
                prepare.plus(copy).plus(migrate),
                bare);
        ratio("of that, safety copy and migration alone", copy.plus(migrate), bareCopy.plus(bareMigration));
        ratio("rollback by swap to the runbook's restore", swap, restore);
    }

    private static void print(String what, Duration took) {
        System.out.printf(Locale.ROOT, "%-58s %8.2f s%n", what, took.toMillis() / 1e3);
    }

    private static void ratio(String what, Duration ours, Duration theirs) {
        System.out.printf(Locale.ROOT, "%-70s %7.3f%n", what, (double) ours.toNanos() / theirs.toNanos());
    }
}
