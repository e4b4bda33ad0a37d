package io.tidegate.dbagent.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.contracts.log.HashChain;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
 * @param migrations sets of SQL files, by the name that a plan uses
 * @param queries by the name that a plan uses
 * @param hooks by the name that a plan uses
 * @param checks by the name that a plan uses
 * @param gates by the name that a plan uses
 * @param stores by the name that a plan uses
 */
public record AgentConfig(
        String target,
        Database database,
        Path home,
        @Nullable Path postgresBin,
        Map<String, MigrationSet> migrations,
        Map<String, Query> queries,
        Map<String, Hook> hooks,
        Map<String, Check> checks,
        Map<String, Gate> gates,
        Map<String, Store> stores,
        Backups backups) {

    /** Of all that it says; no secret is in it. */
    public String hash() {
        return HashChain.hash(toString().getBytes(StandardCharsets.UTF_8));
    }

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

    /**
     * @param sha256 over the set's files, see {@code MigrationSetHash}; null leaves the set unpinned
     * @param transaction how the driver {@code sql} runs the files
     */
    public record MigrationSet(Path directory, @Nullable String sha256, Transaction transaction) {}

    /** What is done or not done as one. */
    public enum Transaction {
        /** All files of the set. */
        @JsonProperty("set")
        SET,
        /** Each statement, except where a file opens a transaction itself. */
        @JsonProperty("statement")
        STATEMENT
    }

    /**
     * A question to the database that a plan may ask.
     *
     * @param sql one statement, without parameters
     */
    public record Query(Path file, String sql) {}

    /**
     * @param command program and arguments; no shell reads them
     * @param idempotent may be run again when a crash left it half done
     */
    public record Hook(List<String> command, Duration limit, boolean idempotent) {}

    public record Check(URI url) {}

    /**
     * What is kept of backups.
     *
     * @param keepFor a backup is kept at least so long
     * @param keepLast so many of the newest are kept, however old
     */
    public record Backups(Duration keepFor, int keepLast) {}
}
