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
 * @param metrics by the name that a plan uses
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
        Map<String, Metric> metrics,
        Backups backups) {

    /** Of all that it says; no secret is in it. */
    public String hash() {
        return HashChain.hash(toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What the target is: {@code database:} or {@code d1:} in the file. */
    public sealed interface Database {
        /** As people and the tools call it. */
        String name();
    }

    /**
     * A database of a PostgreSQL server.
     *
     * @param adminUser the role the agent works as
     * @param passwordFile a file with the password and nothing else
     * @param applicationRole the role the application connects as
     * @param maintenanceDatabase where the agent connects while the target is renamed or copied
     */
    public record Postgres(
            String host,
            int port,
            String name,
            String adminUser,
            Path passwordFile,
            String applicationRole,
            String maintenanceDatabase)
            implements Database {}

    /**
     * A database of Cloudflare D1, which is SQLite, as Wrangler reaches it. What runs is the migration set that a plan
     * names: the Worker's own Wrangler configuration is not read.
     *
     * @param name {@code database_name} in the Worker's configuration
     * @param id {@code database_id} there; of a local database {@code preview_database_id}, where the Worker has one
     * @param migrationsTable {@code migrations_table} there: where Wrangler notes what it has applied
     * @param wrangler the program
     */
    public record D1(String name, String id, String migrationsTable, Path wrangler, Place place) implements Database {

        /** Where the database is. */
        public sealed interface Place {}

        /** In files of this machine. @param persistTo what {@code wrangler dev --persist-to} is given */
        public record Local(Path persistTo) implements Place {}

        /**
         * With Cloudflare.
         *
         * @param account its id; null where the token is for one account alone
         * @param tokenFile a file with an API token that may edit D1, and nothing else
         */
        public record Remote(@Nullable String account, Path tokenFile) implements Place {}
    }

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
