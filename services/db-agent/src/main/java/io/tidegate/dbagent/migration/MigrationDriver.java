package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A tool's way to run a migration set. Run again, it does what is left. */
public interface MigrationDriver {

    StepResult run(MigrationRun run) throws SQLException, IOException, InterruptedException;

    /** By the name that plans use. */
    Map<String, MigrationDriver> ALL =
            Map.of("flyway", new FlywayDriver(), "sql", new SqlDriver(), "prisma", new PrismaDriver());

    static Optional<MigrationDriver> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The answer to a plan that names another. */
    static StepResult unknown(String name) {
        return new StepResult.Failed(
                "no-such-driver",
                "this agent has no driver '" + name + "'; it has "
                        + String.join(", ", ALL.keySet().stream().sorted().toList()),
                java.util.List.of());
    }
}
