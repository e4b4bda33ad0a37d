package io.tidegate.dbagent.backup;

import io.tidegate.contracts.log.HeadSignature;
import io.tidegate.contracts.log.PublicKeys;
import io.tidegate.dbagent.backup.store.BackupStore;
import io.tidegate.dbagent.backup.store.Stores;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.AgentConfigReader;
import io.tidegate.dbagent.config.Store;
import io.tidegate.dbagent.config.WrongConfigException;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tidegate backup}: looks at backups and restores them, with nothing of Tidegate running. */
@Command(
        name = "tidegate backup",
        description = "Lists, verifies and restores backups, here or in a store.",
        mixinStandardHelpOptions = true,
        subcommands = CommandLine.HelpCommand.class)
public final class BackupsCommand {
    private static final int NOT_SO = 1;
    private static final int OUT_OF_REACH = 3;
    private static final int WRONG_CONFIG = 78;
    private static final long MEBIBYTE = 1L << 20;
    private static final Duration LIMIT = Duration.ofHours(24);

    private static final String KEY =
            "The public key (PEM) whose signature counts. The agent's own where it is left out; where this machine has"
                    + " none, the one beside the backup.";

    @Option(names = "--config", required = true, scope = ScopeType.INHERIT, description = "The agent's configuration.")
    private @Nullable Path file;

    @Option(
            names = "--store",
            scope = ScopeType.INHERIT,
            description = "Look in this store and not in the agent's home.")
    private @Nullable String storeName;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** @return 0 done, 1 it is not so, 2 wrong use, 3 something is out of reach, 78 a wrong configuration */
    public static int run(String... arguments) {
        return new CommandLine(new BackupsCommand())
                .setExecutionExceptionHandler((e, command, result) -> {
                    String message = e instanceof SQLException sql ? Sql.reason(sql) : String.valueOf(e.getMessage());
                    command.getErr().println(message);
                    return e instanceof WrongConfigException ? WRONG_CONFIG : OUT_OF_REACH;
                })
                .execute(arguments);
    }

    @Command(description = "Every whole backup, the oldest first.")
    int list() throws IOException, InterruptedException {
        AgentConfig config = config();
        out().printf("%-44s %-24s %-22s %10s  %s%n", "window", "database", "ended", "MiB", "test restore");
        for (BackupManifest each : manifests(config)) {
            boolean verified = isVerified(config, each);
            out().printf(
                            "%-44s %-24s %-22s %10.1f  %s%n",
                            each.window(),
                            each.database(),
                            each.endedAt(),
                            (double) each.bytes() / MEBIBYTE,
                            verified ? "equal" : "none");
        }
        return 0;
    }

    @Command(description = "Compares every file of a backup with its signed manifest.")
    int verify(
            @Parameters(paramLabel = "WINDOW") String window,
            @Option(names = "--key", paramLabel = "FILE", description = KEY) @Nullable Path keyFile)
            throws IOException, InterruptedException {
        AgentConfig config = config();
        PublicKey key = key(keyFile);
        Optional<BackupManifest> manifest = brought(config, window, key);
        if (manifest.isEmpty()) {
            return NOT_SO;
        }
        WindowRecords records = WindowRecords.of(config.home(), window);
        Optional<String> fault = DumpFiles.fault(records, manifest.get(), key);
        out().println(fault.orElseGet(() -> manifest.get().files().size() + " files are as the agent wrote them"));
        if (fault.isPresent()) {
            return NOT_SO;
        }
        out().println("signed by the key "
                + (key == null ? beside(config, records) : HeadSignature.keyId(key) + ", that of " + keyFile));
        out().println("SHA-256 over all " + manifest.get().digest());
        return 0;
    }

    private static String beside(AgentConfig config, WindowRecords records) throws IOException {
        Optional<PublicKey> own = BackupSeal.trusted(config.home());
        return own.isPresent()
                ? HeadSignature.keyId(own.get()) + ", this agent's own"
                : BackupSeal.keyId(records.path(""))
                        + "; this machine has no key of the agent's: compare it with keys/backup.pem.pub there, or"
                        + " bring that file and pass it with --key";
    }

    private @Nullable PublicKey key(@Nullable Path keyFile) {
        if (keyFile == null) {
            return null;
        }
        try {
            return PublicKeys.fromPem(Files.readString(keyFile));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--key: " + keyFile + " cannot be read as a public key ("
                            + (e instanceof IOException ? e.getClass().getSimpleName() : e.getMessage())
                            + "): pass the agent's keys/backup.pem.pub");
        }
    }

    @Command(description = "Restores a backup into a new database and compares it row for row with what was dumped.")
    int restore(
            @Parameters(paramLabel = "WINDOW") String window,
            @Option(
                            names = "--into",
                            required = true,
                            paramLabel = "DATABASE",
                            description = "Its name; must not be there.")
                    String database,
            @Option(names = "--jobs", defaultValue = "2", description = "Processes that restore; ${DEFAULT-VALUE}.")
                    int jobs,
            @Option(names = "--key", paramLabel = "FILE", description = KEY) @Nullable Path keyFile)
            throws IOException, SQLException, InterruptedException {
        AgentConfig config = config();
        if (!(config.database() instanceof AgentConfig.Postgres postgres)) {
            out().println("the backup of a D1 database is a file: docs/backups.md says how to put it in place");
            return NOT_SO;
        }
        PublicKey key = key(keyFile);
        Optional<BackupManifest> manifest = brought(config, window, key);
        if (manifest.isEmpty()) {
            return NOT_SO;
        }
        Optional<String> seal = BackupSeal.fault(WindowRecords.of(config.home(), window), key);
        if (seal.isPresent()) {
            out().println(seal.get());
            return NOT_SO;
        }
        var server = new TargetServer(postgres, config.target());
        if (!hasRoles(server, manifest.get())) {
            return NOT_SO;
        }
        var programs = new PostgresPrograms(new Programs(config.home().resolve("programs")), server, config);
        var copy = new RestoredCopy(server, programs, WindowRecords.of(config.home(), window), window, "restore");
        StepResult result = copy.makeAs(database, jobs, LIMIT, key, progress());
        return switch (result) {
            case StepResult.Succeeded succeeded -> {
                succeeded.evidence().forEach(fact -> out().println(fact.name() + ": " + fact.text()));
                out().println("the database " + database
                        + " is equal to what was dumped, row for row. It lets nobody but the agent's role and"
                        + " superusers in: ALTER DATABASE " + database
                        + " CONNECTION LIMIT -1, and GRANT CONNECT, open it.");
                yield 0;
            }
            case StepResult.Failed failed -> {
                out().println(failed.reason());
                yield NOT_SO;
            }
        };
    }

    private List<BackupManifest> manifests(AgentConfig config) throws IOException, InterruptedException {
        if (storeName == null) {
            return new LocalBackups(config.home()).all();
        }
        try (BackupStore store = store(config)) {
            var stored = new StoredBackups(store, config.target());
            var all = new java.util.ArrayList<BackupManifest>();
            for (String window : stored.windows()) {
                all.add(stored.manifest(
                        window, WindowRecords.of(config.home(), window).path("")));
            }
            all.sort(java.util.Comparator.comparing(BackupManifest::endedAt));
            return all;
        }
    }

    private boolean isVerified(AgentConfig config, BackupManifest manifest) throws IOException, InterruptedException {
        if (storeName == null) {
            return LocalBackups.Verified.holds(WindowRecords.of(config.home(), manifest.window()), manifest);
        }
        try (BackupStore store = store(config)) {
            String key = config.target() + "/" + manifest.window() + "/" + LocalBackups.Verified.FILE;
            return store.list(key).contains(key);
        }
    }

    /** Says which roles the dump needs; pg_restore would stop at the first that is not there. */
    private boolean hasRoles(TargetServer server, BackupManifest manifest) throws SQLException {
        out().println("the dump needs the roles " + manifest.roles());
        try (Connection connection = server.maintenance();
                var statement = connection.createStatement()) {
            List<String> missing = DumpRoles.missing(connection, manifest.roles());
            if (!missing.isEmpty()) {
                out().println("this server lacks " + missing.size() + " of them; make them, with the passwords and"
                        + " memberships that they need, and restore again:");
            }
            for (String role : missing) {
                out().println("CREATE ROLE " + Sql.identifier(statement, role) + ";");
            }
            return missing.isEmpty();
        }
    }

    /** From the store into the agent's home, where one was named; what is wrong with it is said. */
    private Optional<BackupManifest> brought(AgentConfig config, String window, @Nullable PublicKey key)
            throws IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(config.home(), window);
        if (storeName != null) {
            try (BackupStore store = store(config)) {
                var stored = new StoredBackups(store, config.target());
                Optional<BroughtBackup.Fault> fault = new BroughtBackup(stored, window, records, progress()).bring(key);
                if (fault.isPresent()) {
                    out().println(fault.get().reason());
                    return Optional.empty();
                }
            }
        }
        Optional<BackupManifest> manifest = BackupManifest.read(records);
        if (manifest.isEmpty()) {
            out().println("there is no whole backup of window " + window);
        }
        return manifest;
    }

    private StepProgress progress() {
        return (percent, what) ->
                Objects.requireNonNull(spec).commandLine().getErr().println(what);
    }

    private BackupStore store(AgentConfig config) throws IOException {
        Store settings = config.stores().get(storeName);
        if (settings == null) {
            throw new IOException("the agent's configuration has no store '" + storeName + "'; it has "
                    + config.stores().keySet());
        }
        return Stores.open(settings);
    }

    private AgentConfig config() {
        return AgentConfigReader.read(Objects.requireNonNull(file));
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
