package io.tidegate.dbagent.swap;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.access.Fence;
import io.tidegate.dbagent.database.Sessions;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.manifest.DatabaseManifest;
import io.tidegate.dbagent.manifest.ManifestReader;
import io.tidegate.dbagent.manifest.ManifestReplay;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renames the target away and another database into its place, and gives that the target's manifest, in one
 * transaction: either all of it is so, or nothing.
 *
 * @param replacement what takes the target's place
 * @param aside the name under which the target stays
 */
record Exchange(TargetServer server, DatabaseManifest manifest, String replacement, String aside) {
    private static final Duration TO_END = Duration.ofSeconds(15);

    /** What stands in the way, or empty when it is done. */
    Optional<StepResult> run(Connection connection, List<Fact> facts, StepProgress progress)
            throws SQLException, InterruptedException {
        List<String> obstacles = Obstacles.toRenaming(connection, server.name());
        if (!obstacles.isEmpty()) {
            return Optional.of(
                    new StepResult.Failed("cannot-rename", String.join("; ", obstacles), List.copyOf(facts)));
        }
        progress.doing(null, "closing the failed database");
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "ALTER DATABASE " + Sql.identifier(statement, server.name()) + " ALLOW_CONNECTIONS false");
        }
        for (String database : List.of(server.name(), replacement)) {
            Sessions sessions = new Sessions(connection, database);
            if (!sessions.endAll(TO_END)) {
                return Optional.of(new StepResult.Failed(
                        "not-closed",
                        "sessions on the database do not end: " + String.join(", ", sessions.who()),
                        List.copyOf(facts)));
            }
        }
        progress.doing(null, "renaming");
        long started = System.nanoTime();
        rename(connection);
        facts.add(Fact.number(
                "swap-time", Duration.ofNanos(System.nanoTime() - started).toMillis(), "ms"));
        return Optional.empty();
    }

    private void rename(Connection connection) throws SQLException {
        boolean byLimit = Fence.of(connection, server.name()).byLimit();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            String target = Sql.identifier(statement, server.name());
            statement.execute("ALTER DATABASE " + target + " RENAME TO " + Sql.identifier(statement, aside));
            statement.execute("ALTER DATABASE " + Sql.identifier(statement, replacement) + " RENAME TO " + target);
            ManifestReplay.run(connection, server.name(), asClosed(connection));
            // Still closed: by its connection limit of 0, which the reopening lifts, or by its passes.
            if (!byLimit) {
                statement.execute("ALTER DATABASE " + target + " CONNECTION LIMIT -1");
            }
            statement.execute("ALTER DATABASE " + target + " ALLOW_CONNECTIONS true");
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The reopening gives back what the fence took. */
    private DatabaseManifest asClosed(Connection connection) throws SQLException {
        return Fence.of(connection, server.name()).byLimit()
                ? manifest
                : manifest.closedButFor(server.database().adminUser());
    }

    /** Is the target now as the manifest says? */
    StepResult compared(Connection connection, List<Fact> facts) throws SQLException {
        List<String> differences = asClosed(connection).differences(ManifestReader.read(connection, server.name()));
        List<Fact> all = new ArrayList<>(facts);
        if (differences.isEmpty()) {
            all.add(Fact.text("manifest", "owner, privileges, comment, labels and settings are as before"));
            return new StepResult.Succeeded(all);
        }
        return new StepResult.Failed(
                "manifest-differs",
                "the database is back, but not as it was in: " + String.join(", ", differences)
                        + ". Mend it before it is opened",
                all);
    }
}
