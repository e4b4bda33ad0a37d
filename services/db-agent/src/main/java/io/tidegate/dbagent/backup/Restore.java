package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.database.PostgresPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dump into a scratch database. */
public final class Restore {
    /** What is restored here is compared and dropped: a crash may take it. */
    private static final Map<String, String> BULK =
            Map.of("synchronous_commit", "off", "maintenance_work_mem", "256MB");

    /** Tables of the dump, empty as yet; those that an extension has made are the extension's. */
    private static final String WITHOUT_LOG = """
            DO $$
            DECLARE
              each regclass;
            BEGIN
              FOR each IN
                SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND c.relpersistence = 'p'
                  AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                  AND NOT EXISTS (SELECT FROM pg_depend d
                                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
              LOOP
                EXECUTE format('ALTER TABLE %s SET UNLOGGED', each);
              END LOOP;
            END $$
            """;

    private final PostgresPrograms programs;
    private final ScratchDatabase scratch;
    private final Path dump;
    private final int jobs;
    private final Path log;
    private final long end;

    private Restore(PostgresPrograms programs, ScratchDatabase scratch, Path dump, int jobs, Path log, Duration limit) {
        this.programs = programs;
        this.scratch = scratch;
        this.dump = dump;
        this.jobs = jobs;
        this.log = log;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** @return why it failed, or null when it has succeeded */
    public static @Nullable String run(
            PostgresPrograms programs, ScratchDatabase scratch, Path dump, int jobs, Path log, Duration limit)
            throws IOException, InterruptedException {
        return new Restore(programs, scratch, dump, jobs, log, limit).restore(List.of());
    }

    /**
     * The same, with tables that are not logged: for a copy that is compared and dropped, and where nobody asks how long
     * a migration takes on it. A crash of the server empties it, and the restore begins anew.
     *
     * @return why it failed, or null when it has succeeded
     */
    static @Nullable String runUnlogged(
            PostgresPrograms programs, ScratchDatabase scratch, Path dump, int jobs, Path log, Duration limit)
            throws IOException, InterruptedException, SQLException {
        var restore = new Restore(programs, scratch, dump, jobs, log, limit);
        String complaint = restore.restore(List.of("--section=pre-data"));
        if (complaint != null) {
            return complaint;
        }
        try (Connection connection = scratch.connect();
                var statement = connection.createStatement()) {
            statement.execute(WITHOUT_LOG);
        }
        return restore.restore(List.of("--section=data", "--section=post-data"));
    }

    private @Nullable String restore(List<String> sections) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--jobs=" + jobs,
                "--exit-on-error",
                "--no-subscriptions",
                "--no-password",
                "--dbname=" + scratch.name()));
        arguments.addAll(sections);
        arguments.add(dump.toString());
        return programs.run("pg_restore", arguments, BULK, log, Duration.ofNanos(end - System.nanoTime()));
    }
}
