package io.tidegate.dbagent.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows of its target. Read from YAML with kebab-case keys by {@code AgentConfigReader}.
 *
 * @param home directory of journal and backups; the agent's alone
 * @param postgresBin directory of pg_dump and pg_restore; null takes them from the path
 * @param migrations by the name that a plan uses
 * @param hooks by the name that a plan uses
 * @param checks by the name that a plan uses
 */
public record AgentConfig(
        String target,
        Database database,
        Path home,
        @Nullable Path postgresBin,
        Map<String, MigrationSet> migrations,
        Map<String, Hook> hooks,
        Map<String, Check> checks) {

    /**
     * @param adminUser the role the agent works as
     * @param passwordFile a file with the password and nothing else
     * @param applicationRole the role the application connects as
     * @param maintenanceDatabase where the agent connects while the target is renamed or copied
     */
    public record Database(
            String host,
            int port,
            String name,
            String adminUser,
            Path passwordFile,
            String applicationRole,
            String maintenanceDatabase) {}

    /** @param sha256 over the set's files, see {@code MigrationSetHash}; null leaves the set unpinned */
    public record MigrationSet(Path directory, @Nullable String sha256) {}

    /**
     * @param command program and arguments; no shell reads them
     * @param idempotent may be run again when a crash left it half done
     */
    public record Hook(List<String> command, Duration limit, boolean idempotent) {}

    public record Check(URI url) {}
}
