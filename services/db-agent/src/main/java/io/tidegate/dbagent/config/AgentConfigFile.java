package io.tidegate.dbagent.config;

import io.tidegate.contracts.log.HashChain;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration as it is written: what may be left out is null here. */
record AgentConfigFile(
        @Nullable String target,
        @Nullable Path home,
        @Nullable Path postgresBin,
        @Nullable DatabaseFile database,
        @Nullable D1File d1,
        @Nullable Map<String, MigrationSetFile> migrations,
        @Nullable Map<String, QueryFile> queries,
        @Nullable Map<String, HookFile> hooks,
        @Nullable Map<String, CheckFile> checks,
        @Nullable Map<String, Gate> gates,
        @Nullable Map<String, Store> stores,
        @Nullable Map<String, Metric> metrics,
        @Nullable BackupsFile backups) {
    private static final Duration HOOK_LIMIT = Duration.ofMinutes(5);
    private static final Duration KEEP_FOR = Duration.ofDays(30);
    private static final int KEEP_LAST = 3;
    /** Wrangler's own default. */
    private static final String MIGRATIONS_TABLE = "d1_migrations";

    record DatabaseFile(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String name,
            @Nullable String adminUser,
            @Nullable Path passwordFile,
            @Nullable String applicationRole,
            @Nullable String maintenanceDatabase) {}

    record D1File(
            @Nullable String name,
            @Nullable String id,
            @Nullable String migrationsTable,
            @Nullable Path wrangler,
            @Nullable LocalFile local,
            @Nullable RemoteFile remote) {}

    record LocalFile(@Nullable Path persistTo) {}

    record RemoteFile(@Nullable String account, @Nullable Path tokenFile) {}

    record MigrationSetFile(
            @Nullable Path directory, @Nullable String sha256, AgentConfig.@Nullable Transaction transaction) {}

    record QueryFile(@Nullable Path file, @Nullable String sha256) {}

    record BackupsFile(@Nullable Duration keepFor, @Nullable Integer keepLast) {}

    record HookFile(
            @Nullable List<String> command,
            @Nullable Duration limit,
            @Nullable Boolean idempotent) {}

    record CheckFile(@Nullable URI url) {}

    /** Relative paths are relative to the file's directory. */
    AgentConfig withDefaults(Path file, List<ConfigProblem> problems) {
        Path base = file.toAbsolutePath().getParent();
        var need = new Needs(base == null ? file.toAbsolutePath() : base, problems);
        return new AgentConfig(
                need.text("target", target),
                database(need),
                need.path("home", home),
                postgresBin == null ? null : need.base().resolve(postgresBin),
                migrations(need),
                queries(need),
                hooks(need),
                checks(need),
                complete("gates", gates, need),
                complete("stores", stores, need),
                complete("metrics", metrics, need),
                retention());
    }

    /** Without either, the more usual one is what is missing. */
    private AgentConfig.Database database(Needs need) {
        if (d1 == null) {
            return postgres(need);
        }
        if (database != null) {
            need.wrong("d1", "is too many beside 'database': a target is one database, so keep one of them");
        }
        if (postgresBin != null) {
            need.wrong("postgres-bin", "is of no use to a D1 database: leave it out");
        }
        return new AgentConfig.D1(
                need.text("d1.name", d1.name()),
                need.text("d1.id", d1.id()),
                d1.migrationsTable() == null ? MIGRATIONS_TABLE : d1.migrationsTable(),
                need.path("d1.wrangler", d1.wrangler()),
                place(d1, need));
    }

    private static AgentConfig.D1.Place place(D1File d1, Needs need) {
        LocalFile local = d1.local();
        RemoteFile remote = d1.remote();
        if (local != null && remote != null) {
            need.wrong("d1.remote", "is too many beside 'local': the database is in one place, so keep one of them");
        }
        if (remote != null) {
            return new AgentConfig.D1.Remote(remote.account(), need.path("d1.remote.token-file", remote.tokenFile()));
        }
        return new AgentConfig.D1.Local(need.path("d1.local.persist-to", local == null ? null : local.persistTo()));
    }

    private AgentConfig.Postgres postgres(Needs need) {
        DatabaseFile db = database == null ? new DatabaseFile(null, null, null, null, null, null, null) : database;
        return new AgentConfig.Postgres(
                db.host() == null ? "localhost" : db.host(),
                db.port() == null ? 5432 : db.port(),
                need.text("database.name", db.name()),
                need.text("database.admin-user", db.adminUser()),
                need.path("database.password-file", db.passwordFile()),
                need.text("database.application-role", db.applicationRole()),
                db.maintenanceDatabase() == null ? "postgres" : db.maintenanceDatabase());
    }

    private Map<String, AgentConfig.MigrationSet> migrations(Needs need) {
        Map<String, AgentConfig.MigrationSet> sets = new LinkedHashMap<>();
        entries(migrations)
                .forEach((name, set) -> sets.put(
                        name,
                        new AgentConfig.MigrationSet(
                                need.path("migrations." + name + ".directory", set.directory()),
                                set.sha256(),
                                set.transaction() == null ? AgentConfig.Transaction.SET : set.transaction())));
        return sets;
    }

    /** Read and compared at the start: what is asked is what the configuration pins. */
    private Map<String, AgentConfig.Query> queries(Needs need) {
        Map<String, AgentConfig.Query> all = new LinkedHashMap<>();
        entries(queries).forEach((name, query) -> {
            Path path = need.path("queries." + name + ".file", query.file());
            try {
                byte[] bytes = Files.readAllBytes(path);
                if (query.sha256() != null && !query.sha256().equals(HashChain.hash(bytes))) {
                    need.wrong("queries." + name + ".sha256", "is not that of " + path);
                }
                all.put(name, new AgentConfig.Query(path, new String(bytes, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                need.wrong("queries." + name + ".file", path + " cannot be read");
                // It is named, so that whoever refers to it is not complained about as well.
                all.put(name, new AgentConfig.Query(path, ""));
            }
        });
        return all;
    }

    private AgentConfig.Backups retention() {
        BackupsFile written = backups == null ? new BackupsFile(null, null) : backups;
        return new AgentConfig.Backups(
                written.keepFor() == null ? KEEP_FOR : written.keepFor(),
                written.keepLast() == null ? KEEP_LAST : written.keepLast());
    }

    private Map<String, AgentConfig.Hook> hooks(Needs need) {
        Map<String, AgentConfig.Hook> all = new LinkedHashMap<>();
        entries(hooks).forEach((name, hook) -> {
            List<String> command = hook.command();
            if (command == null || command.isEmpty() || command.getFirst().isBlank()) {
                need.missing("hooks." + name + ".command", "a list: the program, then its arguments");
            }
            all.put(
                    name,
                    new AgentConfig.Hook(
                            command == null ? List.of() : command,
                            hook.limit() == null ? HOOK_LIMIT : hook.limit(),
                            hook.idempotent() == null || hook.idempotent()));
        });
        return all;
    }

    private Map<String, AgentConfig.Check> checks(Needs need) {
        Map<String, AgentConfig.Check> all = new LinkedHashMap<>();
        entries(checks).forEach((name, check) -> {
            URI url = check.url();
            if (url == null
                    || url.getHost() == null
                    || !String.valueOf(url.getScheme()).startsWith("http")) {
                need.missing("checks." + name + ".url", "an http or https address");
            } else {
                all.put(name, new AgentConfig.Check(url));
            }
        });
        return all;
    }

    private static <R> Map<String, R> complete(String place, @Nullable Map<String, R> written, Needs need) {
        Map<String, R> all = new LinkedHashMap<>();
        entries(written).forEach((name, each) -> {
            List<ConfigProblem> missing = new ArrayList<>();
            all.put(name, WrittenRecord.complete(place + "." + name, each, need.base(), missing));
            need.problems().addAll(missing);
        });
        return all;
    }

    private static <V> Map<String, V> entries(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }

    private record Needs(Path base, List<ConfigProblem> problems) {
        String text(String place, @Nullable String value) {
            if (value == null || value.isBlank()) {
                missing(place, "a text");
                return "";
            }
            return value;
        }

        Path path(String place, @Nullable Path value) {
            if (value == null || value.toString().isBlank()) {
                missing(place, "a path");
                return base;
            }
            return base.resolve(value);
        }

        void missing(String place, String allowed) {
            wrong(place, "is missing: write " + allowed);
        }

        void wrong(String place, String says) {
            problems.add(new ConfigProblem(place, says));
        }
    }
}
