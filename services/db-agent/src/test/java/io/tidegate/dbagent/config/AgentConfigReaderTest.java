package io.tidegate.dbagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentConfigReaderTest {
    @TempDir
    private Path directory = Path.of(".");

    private Path file(String yaml) throws IOException {
        Files.writeString(directory.resolve("password"), "secret\n");
        Files.createDirectories(directory.resolve("sql"));
        return Files.writeString(directory.resolve("agent.yaml"), yaml);
    }

    private List<String> problems(String yaml) throws IOException {
        Path file = file(yaml);
        return catchThrowableOfType(WrongConfigException.class, () -> AgentConfigReader.read(file))
                .problems();
    }

    @Test
    void whatIsLeftOutHasADefaultAndPathsBeginAtTheFile() throws IOException {
        AgentConfig config = AgentConfigReader.read(file("""
                target: sppg
                home: home
                database: { name: sppg, admin-user: postgres, password-file: password, application-role: app }
                migrations: { set: { directory: sql } }
                hooks: { stop: { command: [systemctl, stop, app] } }
                checks: { health: { url: "http://localhost:8080/health" } }
                """));

        assertThat(config.home()).isEqualTo(directory.resolve("home"));
        assertThat(config.database())
                .isEqualTo(new AgentConfig.Postgres(
                        "localhost", 5432, "sppg", "postgres", directory.resolve("password"), "app", "postgres"));
        assertThat(config.hooks().get("stop"))
                .isEqualTo(new AgentConfig.Hook(List.of("systemctl", "stop", "app"), Duration.ofMinutes(5), true));
    }

    @Test
    void gatesAreReadByTheirDriverAndWhatTheyLackIsSaid() throws IOException {
        String rest = """
                target: sppg
                home: home
                database: { name: sppg, admin-user: postgres, password-file: password, application-role: app }
                """;

        AgentConfig config = AgentConfigReader.read(file(rest + """
                gates:
                  site: { driver: nginx, site: enabled/default, closed: /etc/nginx/maintenance.conf }
                  pool: { driver: pgbouncer, host: localhost, port: 6432, user: admin, password-file: password, database: sppg }
                  writes: { driver: postgres-read-only }
                  hooks: { driver: command, close: stop, open: start }
                """));

        assertThat(config.gates().get("site"))
                .isEqualTo(new Gate.Nginx(
                        directory.resolve("enabled/default"),
                        Path.of("/etc/nginx/maintenance.conf"),
                        List.of(),
                        List.of()));
        assertThat(config.gates().get("hooks")).isEqualTo(new Gate.Command("stop", "start"));
        assertThat(problems(rest + """
                gates:
                  site: { driver: nginx }
                  pool: { driver: pgbouncer, host: localhost, user: admin, database: sppg }
                  units: { driver: systemd }
                  hooks: { driver: command, close: stop }
                """))
                .anyMatch(problem -> problem.endsWith("gates.site.site is missing: write a path"))
                .anyMatch(problem -> problem.endsWith("gates.pool.password-file is missing: write a path"))
                .anyMatch(problem -> problem.endsWith("gates.units.units is missing: write a list"))
                .anyMatch(problem -> problem.endsWith("gates.hooks.open is missing: write a text"));
        assertThat(problems(rest + "gates: { site: { driver: apache } }"))
                .singleElement()
                .asString()
                .contains("agent.yaml:4:")
                .contains("nginx")
                .contains("pgbouncer");
    }

    @Test
    void storesAreReadByTheirDriverAndWhatIsWrongWithThemIsSaidWithItsPlace() throws IOException {
        String rest = """
                target: sppg
                home: home
                database: { name: sppg, admin-user: postgres, password-file: password, application-role: app }
                """;

        AgentConfig config = AgentConfigReader.read(file(rest + """
                stores:
                  bucket: { driver: s3, bucket: sppg-backups, region: eu-central-1 }
                  blobs: { driver: azure-blob, container: sppg-backups, prefix: migrations, connection-string-file: password }
                  blobs-of-the-environment: { driver: azure-blob, container: sppg-backups }
                """));

        assertThat(config.stores().get("blobs"))
                .isEqualTo(new Store.AzureBlob("sppg-backups", "migrations", directory.resolve("password")));
        assertThat(config.stores().get("blobs-of-the-environment"))
                .isEqualTo(new Store.AzureBlob("sppg-backups", null, null));
        assertThat(problems(rest + """
                stores:
                  none: { driver: azure-blob }
                  blobs: { driver: azure-blob, container: A_B }
                  gone: { driver: azure-blob, container: a-b, connection-string-file: nowhere }
                  half: { driver: s3, bucket: b_c, access-key-file: password }
                  odd: { driver: s3, bucket: abc, endpoint: minio }
                  file: { driver: directory, path: password }
                """))
                .anyMatch(problem -> problem.endsWith("agent.yaml:5:3: stores.none.container is missing: write a text"))
                .anyMatch(problem -> problem.contains("agent.yaml:6:32: stores.blobs.container is 'A_B'"))
                .anyMatch(problem -> problem.contains("agent.yaml:7:47: stores.gone.connection-string-file"))
                .anyMatch(problem -> problem.contains("stores.half.bucket is 'b_c'"))
                .anyMatch(problem -> problem.contains("agent.yaml:8:36: stores.half.access-key-file is there alone"))
                .anyMatch(problem -> problem.contains("stores.odd.endpoint is 'minio'"))
                .anyMatch(problem -> problem.contains("stores.file.path"));
    }

    @Test
    void metricsAreReadByTheirDriverAndWhatIsWrongWithThemIsSaidWithItsPlace() throws IOException {
        String rest = """
                target: sppg
                home: home
                database: { name: sppg, admin-user: postgres, password-file: password, application-role: app }
                queries: { open: { file: password } }
                """;

        AgentConfig config = AgentConfigReader.read(file(rest + """
                metrics:
                  p95: { driver: prometheus, url: "https://prometheus.example/main", query: "p95_ms", unit: ms, token-file: password }
                  connections: { driver: sql, query: open, unit: percent }
                  cpu: { driver: system }
                  data: { driver: system, measure: disk, path: /var/lib }
                """));

        assertThat(config.metrics())
                .containsEntry(
                        "p95",
                        new Metric.Prometheus(
                                URI.create("https://prometheus.example/main"),
                                "p95_ms",
                                "ms",
                                directory.resolve("password"),
                                null))
                .containsEntry("connections", new Metric.Sql("open", "percent"))
                .containsEntry("cpu", new Metric.Machine(null, null))
                .containsEntry("data", new Metric.Machine(Metric.Measure.DISK, Path.of("/var/lib")));
        assertThat(problems(rest + """
                metrics:
                  none: { driver: prometheus }
                  odd: { driver: prometheus, url: "ftp://x", query: up, token-file: gone, token-variable: X }
                  user: { driver: prometheus, url: "http://me:secret@x", query: up }
                  asked: { driver: sql, query: nothing }
                  load: { driver: system }
                  "Not A Name": { driver: system, measure: cpu }
                """))
                .anyMatch(problem ->
                        problem.endsWith("agent.yaml:6:3: metrics.none.url is missing: write an http or https address"))
                .anyMatch(problem -> problem.endsWith("metrics.none.query is missing: write a text"))
                .anyMatch(problem -> problem.contains("agent.yaml:7:30: metrics.odd.url is 'ftp://x'"))
                .anyMatch(problem -> problem.contains("metrics.odd.token-variable is too many beside token-file"))
                .anyMatch(problem -> problem.contains("metrics.odd.token-file") && problem.contains("cannot be read"))
                .anyMatch(problem -> problem.contains("metrics.user.url has more than an address"))
                .anyMatch(problem -> problem.contains("metrics.asked.query is 'nothing'") && problem.contains("[open]"))
                .anyMatch(problem -> problem.endsWith("metrics.load.measure is missing: write cpu, memory or disk"))
                .anyMatch(problem -> problem.contains("Not A Name is no name"))
                .noneMatch(problem -> problem.contains("secret"));
        assertThat(problems(D1 + """
                  local: { persist-to: .wrangler/state }
                queries: { open: { file: password } }
                metrics: { asked: { driver: sql, query: open } }
                """)).singleElement().asString().contains("metrics.asked.driver is of PostgreSQL");
    }

    @Test
    void everyProblemIsSaidInOneGoWithItsPlace() throws IOException {
        List<String> problems = problems("""
                target: "Not A Name"
                database: { name: postgres, password-file: nowhere, application-role: app, port: 70000 }
                migrations: { set: { directory: gone, sha256: abc } }
                hooks: { stop: { command: [], limit: 0s } }
                checks: { health: { url: "ftp://x" } }
                """);

        assertThat(problems)
                .allMatch(problem -> problem.matches(".*agent\\.yaml:\\d+:\\d+: .*"))
                .anyMatch(problem -> problem.contains("agent.yaml:2:76: database.port is 70000"))
                .anyMatch(problem -> problem.contains("home is missing"))
                .anyMatch(problem -> problem.contains("database.admin-user is missing"))
                .anyMatch(problem -> problem.contains("target is 'Not A Name'"))
                .anyMatch(problem -> problem.contains("database.port is 70000"))
                .anyMatch(problem -> problem.contains("database.password-file"))
                .anyMatch(problem -> problem.contains("maintenance-database is the target itself"))
                .anyMatch(problem -> problem.contains("migrations.set.directory"))
                .anyMatch(problem -> problem.contains("migrations.set.sha256"))
                .anyMatch(problem -> problem.contains("hooks.stop.command is missing"))
                .anyMatch(problem -> problem.contains("hooks.stop.limit"))
                .anyMatch(problem -> problem.contains("checks.health.url"));
    }

    @Test
    void anUnknownKeyIsAMistakeWithLineAndColumn() throws IOException {
        assertThat(problems("target: sppg\nhome: .\ndatabse: { name: x }\n"))
                .singleElement()
                .asString()
                .contains(
                        "agent.yaml:3:1: databse: there is no such key here; allowed are backups, checks, d1, database,");
    }

    @Test
    void anEmptyOrMissingFileIsSaid() throws IOException {
        assertThat(problems("")).singleElement().asString().contains("agent.yaml");
        Path missing = directory.resolve("missing.yaml");
        assertThat(catchThrowableOfType(WrongConfigException.class, () -> AgentConfigReader.read(missing)))
                .hasMessageContaining("missing.yaml: cannot be read");
    }

    @Test
    void theHashOfAMigrationSetIsWhatTheDocumentedLineGives() throws IOException, InterruptedException {
        Path set = Files.createDirectories(directory.resolve("set").resolve("later"));
        Files.writeString(set.resolve("V2__b.sql"), "SELECT 2;");
        Files.writeString(directory.resolve("set").resolve("V1__a.sql"), "SELECT 1;");
        Process line = new ProcessBuilder(
                        "sh",
                        "-c",
                        "find . -type f | sed 's,^\\./,,' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d' ' -f1")
                .directory(directory.resolve("set").toFile())
                .start();

        assertThat(new String(line.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip())
                .isEqualTo(MigrationSetHash.of(directory.resolve("set")));
        line.waitFor();
    }

    private static final String D1 = """
            target: notes
            home: home
            d1:
              name: notes
              id: 5f0c8a2e
              wrangler: /bin/true
            """;

    @Test
    void aD1DatabaseIsLocalOrRemote() throws IOException {
        assertThat(AgentConfigReader.read(file(D1 + "  local: { persist-to: .wrangler/state }\n"))
                        .database())
                .isEqualTo(new AgentConfig.D1(
                        "notes",
                        "5f0c8a2e",
                        "d1_migrations",
                        Path.of("/bin/true"),
                        new AgentConfig.D1.Local(directory.resolve(".wrangler/state"))));
        assertThat(AgentConfigReader.read(file(D1 + "  remote: { account: abc, token-file: password }\n"))
                        .database())
                .isEqualTo(new AgentConfig.D1(
                        "notes",
                        "5f0c8a2e",
                        "d1_migrations",
                        Path.of("/bin/true"),
                        new AgentConfig.D1.Remote("abc", directory.resolve("password"))));
    }

    @Test
    void aTargetIsOneDatabaseInOnePlace() throws IOException {
        assertThat(problems(D1 + """
                  local: { persist-to: state }
                  remote: { token-file: password }
                database: { name: notes }
                postgres-bin: /usr/bin
                """))
                .anyMatch(problem -> problem.contains("agent.yaml:3:1: d1 is too many beside 'database'"))
                .anyMatch(problem -> problem.contains("agent.yaml:8:3: d1.remote is too many beside 'local'"))
                .anyMatch(problem -> problem.contains("agent.yaml:10:1: postgres-bin is of no use"));
        assertThat(problems("target: notes\nhome: home\n")).anyMatch(problem -> problem.contains("database.name"));
    }

    @Test
    void whatAD1DatabaseLacksIsSaidAtItsPlace() throws IOException {
        assertThat(problems("""
                target: notes
                home: home
                d1: { wrangler: nowhere, migrations-table: "no table" }
                migrations: { set: { directory: sql, transaction: statement } }
                gates: { writes: { driver: postgres-read-only } }
                """))
                .anyMatch(problem -> problem.contains("agent.yaml:3:1: d1.name is missing"))
                .anyMatch(problem -> problem.contains("d1.id is missing"))
                .anyMatch(problem -> problem.contains("d1.local.persist-to is missing"))
                .anyMatch(problem -> problem.contains("agent.yaml:3:7: d1.wrangler") && problem.contains("Wrangler 4"))
                .anyMatch(problem -> problem.contains("d1.migrations-table is 'no table'"))
                .anyMatch(problem -> problem.contains("migrations.set.transaction is 'statement'"))
                .anyMatch(problem -> problem.contains("agent.yaml:5:20: gates.writes.driver is of PostgreSQL"));
        assertThat(problems(D1 + "  remote: { token-file: nowhere }\n"))
                .singleElement()
                .asString()
                .contains("agent.yaml:7:13: d1.remote.token-file")
                .contains("the API token and nothing else");
    }
}
