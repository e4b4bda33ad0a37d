package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.local.wrangler.LocalWrangler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with Cloudflare, at Wrangler's command line: a program in its place does the same on a local database. */
final class D1RemoteIT {
    private static final String TOKEN = "token-0123456789";

    @TempDir
    private Path directory = Path.of(".");

    private D1Target target;
    private D1Target behind;

    @BeforeEach
    void create() throws Exception {
        Path cloud = Files.createDirectories(directory.resolve("cloud"));
        Path fake = cloud.resolve("wrangler");
        try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/fake-wrangler"))) {
            Files.copy(script, fake);
        }
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(cloud.resolve("real"), LocalWrangler.program().toString());
        Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        behind = D1Target.of(
                directory.resolve("behind"), LocalWrangler.program(), new AgentConfig.D1.Local(cloud.resolve("state")));
        D1Target.stateAt(cloud.resolve("state"));
        target = D1Target.of(directory, fake, new AgentConfig.D1.Remote("account-1", token));
    }

    private String noted(String file) throws IOException {
        return Files.readString(directory.resolve("cloud").resolve(file));
    }

    @Test
    void theTokenGoesThroughTheEnvironmentAndNowhereElse() throws Exception {
        target.migration("0001_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT;");

        var result = succeeded(target.run(new Work.Migrate("wrangler-d1", "set")));

        assertThat(fact(result, "0001_size.sql")).isEqualTo("applied");
        assertThat(noted("environment"))
                .contains("CLOUDFLARE_API_TOKEN=" + TOKEN)
                .contains("CLOUDFLARE_ACCOUNT_ID=account-1");
        assertThat(noted("calls"))
                .contains("migrations apply TIDEGATE --remote")
                .doesNotContain(TOKEN);
        assertThat(target.progress()).noneMatch(line -> line.contains(TOKEN));
        assertThat(behind.ask("SELECT name FROM d1_migrations")).containsExactly("0001_size.sql");
        try (Stream<Path> kept = Files.walk(target.config().home())) {
            for (Path file : kept.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(TOKEN);
            }
        }
    }

    @Test
    void whatWranglerSaysOfTheTokenIsNotRepeated() throws Exception {
        target.migration("0001_size.sql", "SELECT 1;");
        Files.createFile(directory.resolve("cloud").resolve("fails"));

        assertThat(failed(target.run(new Work.Migrate("wrangler-d1", "set")), "wrangler-failed")
                        .reason())
                .contains("Authentication error [code: 10000] for ***")
                .doesNotContain(TOKEN)
                .doesNotContain("Logs");
        assertThat(failed(
                                target.run(new Work.Preflight(3, 0, 10, Duration.ofMinutes(1), Duration.ofSeconds(1))),
                                "unfit")
                        .reason())
                .contains("Authentication error")
                .doesNotContain(TOKEN);
    }

    @Test
    void anExportIsTheBackupAndTheWayBackIsThroughTime() throws Exception {
        assertThat(fact(succeeded(target.run(new Work.Backup(1))), "rows")).isEqualTo("3 rows");
        assertThat(target.record("dump/database.sql")).content().contains("Rendang");
        assertThat(target.record("backup.json")).content().contains("00000001-00000000");
        assertThat(fact(succeeded(target.run(new Work.TestRestore(1))), "integrity"))
                .isEqualTo("ok");
        target.migration("0001_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT; DELETE FROM dish WHERE id = 1;");
        succeeded(target.run(new Work.Migrate("wrangler-d1", "set")));

        var result = succeeded(target.run(new Work.RestoreBackup(1, null)));

        assertThat(fact(result, "replaced-bookmark")).isEqualTo("00000002-00000000");
        assertThat(behind.ask("SELECT name FROM dish ORDER BY id")).containsExactly("Soto", "Gado-gado", "Rendang");
        assertThat(target.record("wrangler/output")).doesNotExist();
    }

    @Test
    void theSchemaIsReconciledAndVerifiedByQuestions() throws Exception {
        target.migration("0001_dish.sql", """
                        CREATE TABLE dish (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, price REAL);
                        """).migration("0002_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT;");

        succeeded(target.run(new Work.Reconcile("wrangler-d1", "set", "baseline", "0001_dish.sql")));
        target.run(new Work.Backup(1));
        assertThat(fact(succeeded(target.run(new Work.Migrate("wrangler-d1", "set"))), "migrations-run"))
                .isEqualTo("1 migrations");

        succeeded(target.run(VerifyBuilder.verify()
                .columns(new Work.Verify.Column("dish", "size", "TEXT", true, null))
                .counts(new Work.Verify.Count("dish", 0))
                .filled(new Work.Verify.Filled("dish", "name", null))
                .rejects(new Work.Verify.Rejected("dish", Map.of("id", "9"), "name"))
                .tables("dish")
                .atLeast(Map.of("tables", 2))
                .sound(Work.Verify.Sound.INDEXES, Work.Verify.Sound.FOREIGN_KEYS)
                .answers(new Work.Verify.Answer("prices", List.of(List.of("3", "4.5"))))
                .build()));
    }

    @Test
    void aRehearsalRunsHereOnWhatWasExported() throws Exception {
        target.migration("0001_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT;");

        succeeded(target.run(new Work.Rehearse(
                1,
                "wrangler-d1",
                "set",
                List.of(),
                VerifyBuilder.verify().counts(new Work.Verify.Count("dish", 0)).build())));

        assertThat(noted("calls")).doesNotContain("apply TIDEGATE --remote");
        assertThat(behind.ask("SELECT count(*) FROM sqlite_master WHERE name = 'd1_migrations'"))
                .containsExactly("0");
    }
}
