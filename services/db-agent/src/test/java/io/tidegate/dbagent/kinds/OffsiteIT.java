package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.BackupsCommand;
import io.tidegate.dbagent.backup.store.ObjectServers;
import io.tidegate.dbagent.config.Store;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup's copy elsewhere, and what another machine can do with it. */
@Infrastructure
final class OffsiteIT {
    private static final Work BACKUP = new Work.Backup(2);
    private static final Work OFFSITE = new Work.Offsite("elsewhere");

    private final Postgres postgres;
    private final Target target;
    private final Path directory;

    OffsiteIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        this.postgres = postgres;
        this.directory = directory;
        target = Target.create(postgres, "offsite_it", directory);
    }

    @AfterEach
    void dropWhatWasRestored() throws SQLException {
        target.administer("DROP DATABASE IF EXISTS offsite_restored WITH (FORCE)");
    }

    /** The configuration of an agent on another machine, which has nothing but the store. */
    private Path otherMachine() throws IOException {
        Path other = Files.createDirectories(directory.resolve("other"));
        return Files.writeString(other.resolve("agent.yaml"), """
                target: kitchen
                home: home
                postgres-bin: "%s"
                database: { host: "%s", port: %d, name: offsite_it, admin-user: "%s", password-file: "%s", application-role: app }
                stores:
                  elsewhere: { driver: directory, path: "%s" }
                """.formatted(
                        postgres.binDirectory(),
                        postgres.host(),
                        postgres.port(),
                        Target.AGENT,
                        directory.resolve("password"),
                        directory.resolve("store")));
    }

    private static String printed(int code, String... arguments) throws IOException {
        PrintStream before = System.out;
        var bytes = new java.io.ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            assertThat(BackupsCommand.run(arguments)).isEqualTo(code);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anotherMachineRestoresTheCopyEqualToWhatWasDumped() throws Exception {
        succeeded(target.run(BACKUP));
        succeeded(target.run(new Work.TestRestore(2)));
        var result = succeeded(target.run(OFFSITE));
        assertThat(fact(result, "location")).contains("kitchen/w-1");
        String config = otherMachine().toString();

        assertThat(printed(0, "list", "--config", config, "--store", "elsewhere"))
                .contains("w-1")
                .contains("offsite_it")
                .contains("equal");
        assertThat(printed(0, "verify", "w-1", "--config", config, "--store", "elsewhere"))
                .contains("files are as the agent wrote them")
                .contains("signed by the key")
                .contains("this machine has no key of the agent's");
        assertThat(printed(
                        0, "restore", "w-1", "--into", "offsite_restored", "--config", config, "--store", "elsewhere"))
                .contains("rows-equal: 5 rows")
                .contains("is equal to what was dumped");
        assertThat(target.ask("SELECT datname FROM pg_database WHERE datname = 'offsite_restored'"))
                .hasSize(1);
        assertThat(printed(3, "restore", "w-1", "--into", "offsite_restored", "--config", config))
                .doesNotContain("is equal to what was dumped");
    }

    @Test
    void theGivenKeyCountsWhereTheAgentsOwnIsNotOnThisMachine() throws Exception {
        succeeded(target.run(BACKUP));
        succeeded(target.run(OFFSITE));
        String config = otherMachine().toString();
        Path agents = directory.resolve("home/keys/backup.pem.pub");
        Target stranger =
                Target.create(postgres, "offsite_stranger", Files.createDirectories(directory.resolve("other-agent")));
        succeeded(stranger.run(BACKUP));
        Path strangers = directory.resolve("other-agent/home/keys/backup.pem.pub");
        Path none = Files.writeString(directory.resolve("none.pub"), "no key");
        String[] verify = {"verify", "w-1", "--config", config, "--store", "elsewhere", "--key"};

        assertThat(printed(0, with(verify, agents)))
                .contains("files are as the agent wrote them")
                .contains("that of " + agents);
        assertThat(printed(1, with(verify, strangers))).contains("is not what the agent has signed");
        assertThat(printed(2, with(verify, none))).isEmpty();
        assertThat(printed(2, with(verify, directory.resolve("gone.pub")))).isEmpty();
        String[] restore = {
            "restore", "w-1", "--into", "offsite_restored", "--config", config, "--store", "elsewhere", "--key"
        };
        assertThat(printed(1, with(restore, strangers))).contains("is not what the agent has signed");
        assertThat(printed(0, with(restore, agents))).contains("is equal to what was dumped");
    }

    private static String[] with(String[] arguments, Path last) {
        return Stream.concat(Stream.of(arguments), Stream.of(last.toString())).toArray(String[]::new);
    }

    @Test
    void rolesThatTheServerLacksAreNamedBeforeAnythingIsRestored() throws Exception {
        target.administer("CREATE ROLE \"offsite gone\"");
        try {
            target.sql("GRANT SELECT ON dish TO \"offsite gone\"");
            succeeded(target.run(BACKUP));
            succeeded(target.run(OFFSITE));
        } finally {
            target.sql("DROP OWNED BY \"offsite gone\"");
            target.administer("DROP ROLE \"offsite gone\"");
        }

        assertThat(printed(
                        1,
                        "restore",
                        "w-1",
                        "--into",
                        "offsite_restored",
                        "--config",
                        otherMachine().toString(),
                        "--store",
                        "elsewhere"))
                .contains("the dump needs the roles [")
                .contains("this server lacks 1 of them")
                .contains("CREATE ROLE \"offsite gone\";")
                .doesNotContain("CREATE ROLE \"Kitchen App\"");
        assertThat(target.ask("SELECT datname FROM pg_database WHERE datname = 'offsite_restored'"))
                .isEmpty();
    }

    @Test
    void aBucketTakesItToo() throws Exception {
        takesIt(ObjectServers.bucket(directory), "s3://backups-");
    }

    @Test
    void aContainerTakesItToo() throws Exception {
        takesIt(ObjectServers.container(directory), "/kitchen/backups-");
    }

    /** Sent there, lost here, and brought back. */
    private void takesIt(Store store, String where) throws Exception {
        Target there = target.withStore("objects", store);
        succeeded(there.run(new Work.Drain(Duration.ZERO)));
        succeeded(there.run(BACKUP));
        var copied = succeeded(there.run(new Work.Offsite("objects")));
        assertThat(fact(copied, "location")).contains(where).endsWith("kitchen/w-1");
        assertThat(fact(succeeded(there.runAgain(new Work.Offsite("objects"))), "offsite-sent"))
                .isEqualTo("0 bytes");
        Files.delete(there.record("dump/toc.dat"));

        var restored = succeeded(there.run(new Work.RestoreBackup(2, "objects")));

        assertThat(fact(restored, "backup-fetched-from")).contains(where);
        assertThat(fact(restored, "rows-equal")).isEqualTo("5 rows");
        target.administer("DROP DATABASE " + Target.quoted(fact(restored, "replaced-database")));
    }

    @Test
    void aCopyThatWasTamperedWithIsRefused() throws Exception {
        succeeded(target.run(BACKUP));
        succeeded(target.run(OFFSITE));
        Path manifest = directory.resolve("store/kitchen/w-1/backup.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"rows\" : 3", "\"rows\" : 4"));

        assertThat(printed(1, "verify", "w-1", "--config", otherMachine().toString(), "--store", "elsewhere"))
                .contains("is not what the agent has signed");
    }

    @Test
    void aManifestThatSomebodyElseHasSignedIsRefusedWhereTheAgentsKeyIs() throws Exception {
        succeeded(target.run(BACKUP));
        // Another agent's backup, whole and well signed by its own key.
        Path other = Files.createDirectories(directory.resolve("other-agent"));
        Target stranger = Target.create(postgres, "offsite_stranger", other);
        succeeded(stranger.run(BACKUP));
        for (String file : new String[] {"backup.json", "backup.sig", "backup.pub"}) {
            Files.copy(stranger.record(file), target.record(file), StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(failed(target.run(OFFSITE), "backup-damaged").reason())
                .isEqualTo("the backup's manifest is not what the agent has signed");
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() throws Exception {
        succeeded(target.run(BACKUP));
        succeeded(target.run(OFFSITE));
        try (var files = Files.list(directory.resolve("store/kitchen/w-1/dump"))) {
            Files.delete(files.sorted().findFirst().orElseThrow());
        }

        String sent = fact(succeeded(target.runAgain(OFFSITE)), "offsite-sent");

        assertThat(sent).isNotEqualTo("0 bytes");
        assertThat(fact(succeeded(target.runAgain(OFFSITE)), "offsite-sent")).isEqualTo("0 bytes");
    }

    @Test
    void oldCopiesGoAndTheLastGoodOneStays() throws Exception {
        for (String window : new String[] {"w-1", "w-2", "w-3", "w-4"}) {
            target.window(window);
            succeeded(target.run(BACKUP));
            if (window.equals("w-1")) {
                succeeded(target.run(new Work.TestRestore(1)));
            }
            succeeded(target.run(OFFSITE));
            age(window);
        }
        target.window("w-5");
        var backup = succeeded(target.run(BACKUP));
        assertThat(backup.evidence().toString()).contains("removed-backup").contains("w-2");
        var offsite = succeeded(target.run(OFFSITE));

        assertThat(offsite.evidence().toString()).contains("w-2");
        assertThat(directory.resolve("store/kitchen/w-1/backup.json")).exists();
        assertThat(directory.resolve("store/kitchen/w-2/backup.json")).doesNotExist();
        assertThat(directory.resolve("store/kitchen/w-3/backup.json")).exists();
        assertThat(directory.resolve("home/windows/w-1/backup.json")).exists();
        assertThat(directory.resolve("home/windows/w-2/dump")).doesNotExist();
    }

    /** Sixty days older, here and there. */
    private void age(String window) throws IOException {
        for (Path manifest : new Path[] {
            directory.resolve("home/windows/" + window + "/backup.json"),
            directory.resolve("store/kitchen/" + window + "/backup.json")
        }) {
            Files.writeString(
                    manifest,
                    Files.readString(manifest)
                            .replaceAll(
                                    "\"endedAt\" : \"[^\"]*\"",
                                    "\"endedAt\" : \"2026-01-0" + window.substring(2) + "T00:00:00Z\""));
        }
    }

    @Test
    void aBackupThatIsDamagedIsNotCopied() throws Exception {
        succeeded(target.run(BACKUP));
        Path manifest = target.record("backup.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"rows\" : 3", "\"rows\" : 4"));

        failed(target.run(OFFSITE), "backup-damaged");
        failed(target.run(new Work.TestRestore(1)), "backup-damaged");
    }

    @Test
    void withoutABackupOrAStoreThereIsNothingToCopy() throws Exception {
        failed(target.run(OFFSITE), "no-backup");
        assertThat(failed(target.run(new Work.Offsite("nowhere")), "no-such-store")
                        .reason())
                .contains("elsewhere");
    }
}
