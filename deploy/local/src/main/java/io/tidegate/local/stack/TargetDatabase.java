package io.tidegate.local.stack;

import io.tidegate.local.postgres.AgentRole;
import io.tidegate.local.postgres.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;

/** An example's database: its schema and as many rows as asked, the same ones every time. */
public final class TargetDatabase {
    /** As which the agent works. */
    static final String AGENT = "tidegate_agent";

    private TargetDatabase() {}

    /** @param rows of the example's largest table: what {@code data.sql} reads as {@code tidegate.rows} */
    public static void create(
            PostgresCluster cluster, Example example, String applicationPassword, String agentPassword, long rows) {
        try {
            try (Connection admin = cluster.connect("postgres");
                    var statement = admin.createStatement()) {
                statement.execute("CREATE ROLE " + example.owner() + " NOLOGIN");
                statement.execute("CREATE ROLE " + example.applicationRole() + " LOGIN PASSWORD "
                        + statement.enquoteLiteral(applicationPassword));
                AgentRole.create(statement, AGENT, agentPassword, example.owner(), example.applicationRole());
            }
            cluster.createDatabase(example.database());
            try (Connection database = cluster.connect(example.database());
                    var statement = database.createStatement()) {
                statement.execute(Files.readString(example.schema()));
                statement.execute("SET tidegate.rows = " + rows);
                statement.execute("SET synchronous_commit = off");
                // The rows refer to what is there by their making: a million look-ups would only prove it.
                statement.execute("SET session_replication_role = replica");
                statement.execute(Files.readString(example.data()));
                statement.execute("RESET session_replication_role");
                statement.execute("VACUUM ANALYZE");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the target database: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the example's schema", e);
        }
    }
}
