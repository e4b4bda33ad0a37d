package io.tidegate.benchmarks;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A migration history of somebody's own, in Prisma's layout, through rehearsal and window: most of it is put on an empty
 * database as what production has, the rest is rehearsed and then migrated. In the end the schema is compared with the one
 * that psql gives, file after file.
 *
 * <p>Run: {@code java -Dtidegate.root=. -cp "benchmarks/target/classes:benchmarks/target/lib/*"
 * io.tidegate.benchmarks.MigrationHistory DIRECTORY [left for the window, 20]}
 */
public final class MigrationHistory {
    private static final String DATABASE = "history";

    private MigrationHistory() {}

    public static void main(String[] arguments) throws Exception {
        Path all = Path.of(arguments[0]).toAbsolutePath();
        int left = arguments.length < 2 ? 20 : Integer.parseInt(arguments[1]);
        Path directory = Directories.temporary("tidegate-benchmark-");
        try (var cluster = PostgresCluster.create(directory.resolve("postgres"))) {
            run(cluster, directory, all, left);
        } finally {
            Directories.delete(directory);
        }
        System.exit(0);
    }

    private static void run(PostgresCluster cluster, Path directory, Path all, int left) throws Exception {
        List<String> names = names(all);
        var shell = new Shell(cluster, directory);
        Path before = directory.resolve("before");
        copy(all, before, names.subList(0, names.size() - left));
        cluster.createDatabase(DATABASE);
        shell.run("psql -d postgres -c 'CREATE ROLE history_app LOGIN'");
        Steps production = steps(cluster, directory.resolve("production"), before);
        Steps steps = steps(cluster, directory.resolve("agent"), all);
        var sound = new Work.Verify(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("_prisma_migrations"),
                Map.of(),
                List.of(Work.Verify.Sound.INDEXES),
                List.of());
        print("what production has", production.run(new Work.Migrate("prisma", "all")));
        print("rehearsal", steps.run(new Work.Rehearse(2, "prisma", "all", List.of(), sound)));
        print("drain", steps.run(new Work.Drain(Duration.ZERO)));
        print("backup", steps.run(new Work.Backup(2)));
        print("test restore", steps.run(new Work.TestRestore(2)));
        print("safety copy", steps.run(new Work.SafetyCopy()));
        print("migration", steps.run(new Work.Migrate("prisma", "all")));
        print("verification", steps.run(sound));
        print("reopening", steps.run(new Work.Reopen()));
        compare(cluster, shell, directory, all, names);
    }

    private static Steps steps(PostgresCluster cluster, Path home, Path migrations) {
        return new Steps(
                cluster,
                DATABASE,
                "history_app",
                home,
                Map.of("all", new AgentConfig.MigrationSet(migrations, null, AgentConfig.Transaction.SET)));
    }

    private static void compare(PostgresCluster cluster, Shell shell, Path directory, Path all, List<String> names)
            throws Exception {
        cluster.createDatabase("reference");
        Duration raw = Duration.ZERO;
        for (String name : names) {
            raw = raw.plus(shell.run(
                    "psql -X -q -d reference -v ON_ERROR_STOP=1 -f '" + all.resolve(name) + "/migration.sql'"));
        }
        System.out.printf(Locale.ROOT, "psql, file after file: %d migrations in %.1f s%n", names.size(), seconds(raw));
        for (String database : List.of(DATABASE, "reference")) {
            shell.run("pg_dump -s -O -x -T _prisma_migrations -d " + database
                    + " | grep -v '^.\\(un\\)\\?restrict' > $DIR/" + database + ".sql");
        }
        boolean equal = Files.mismatch(directory.resolve(DATABASE + ".sql"), directory.resolve("reference.sql")) < 0;
        System.out.println("the schema " + (equal ? "equals" : "DIFFERS from") + " the one that psql gives, "
                + Files.readAllLines(directory.resolve("reference.sql")).size() + " lines");
    }

    private static List<String> names(Path all) throws Exception {
        try (Stream<Path> list = Files.list(all)) {
            return list.filter(Files::isDirectory)
                    .map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to, List<String> names) throws Exception {
        for (String name : names) {
            Files.createDirectories(to.resolve(name));
            Files.copy(
                    from.resolve(name).resolve("migration.sql"),
                    to.resolve(name).resolve("migration.sql"));
        }
    }

    private static void print(String what, Steps.Done done) {
        var facts = done.result().evidence();
        String told = String.join(
                ", ",
                facts.stream()
                        .filter(fact -> List.of(
                                        "migrations-run", "statements-run", "statements", "tables", "restore-time")
                                .contains(fact.name()))
                        .map(Fact::text)
                        .toList());
        System.out.printf(Locale.ROOT, "%-22s %6.1f s  %s%n", what, seconds(done.took()), told);
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1e3;
    }
}
