package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.database.PostgresPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dump into a scratch database. */
public final class Restore {
    /** What is restored here is compared and dropped: a crash may take it. */
    private static final Map<String, String> BULK =
            Map.of("synchronous_commit", "off", "maintenance_work_mem", "256MB");

    private Restore() {}

    /** @return why it failed, or null when it has succeeded */
    public static @Nullable String run(
            PostgresPrograms programs, ScratchDatabase scratch, Path dump, int jobs, Path log, Duration limit)
            throws IOException, InterruptedException {
        return programs.run(
                "pg_restore",
                List.of(
                        "--jobs=" + jobs,
                        "--exit-on-error",
                        "--no-subscriptions",
                        "--no-password",
                        "--dbname=" + scratch.name(),
                        dump.toString()),
                BULK,
                log,
                limit);
    }
}
