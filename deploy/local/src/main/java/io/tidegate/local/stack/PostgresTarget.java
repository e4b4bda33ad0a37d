package io.tidegate.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.postgres.AgentRole;
import io.tidegate.local.postgres.PostgresCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An example's database on the stack's own cluster. */
final class PostgresTarget implements LocalTarget {
    /** As which the agent works. */
    private static final String AGENT = "tidegate_agent";

    private final PostgresCluster cluster;
    private final Example example;
    private final Example.Roles roles;
    private final StackSecrets secrets;
    private final Path passwordFile;

    /** @param passwordFile where the agent finds its password */
    PostgresTarget(
            PostgresCluster cluster, Example example, Example.Roles roles, StackSecrets secrets, Path passwordFile) {
        this.cluster = cluster;
        this.example = example;
        this.roles = roles;
        this.secrets = secrets;
        this.passwordFile = passwordFile;
    }

    @Override
    public void create(long rows) {
        try {
            try (Connection admin = cluster.connect("postgres");
                    var statement = admin.createStatement()) {
                statement.execute("CREATE ROLE " + roles.owner() + " NOLOGIN");
                statement.execute("CREATE ROLE " + roles.application() + " LOGIN PASSWORD "
                        + statement.enquoteLiteral(secrets.application()));
                AgentRole.create(statement, AGENT, secrets.agent(), roles.owner(), roles.application());
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

    @Override
    public void describe(ObjectNode configuration) {
        configuration.put("postgres-bin", cluster.binDirectory().toString());
        configuration
                .putObject("database")
                .put("host", cluster.host())
                .put("port", cluster.port())
                .put("name", example.database())
                .put("admin-user", AGENT)
                .put("password-file", passwordFile.toString())
                .put("application-role", roles.application())
                .put("maintenance-database", "postgres");
    }

    @Override
    public Map<String, String> application() {
        return Map.of(
                "DATABASE_URL", cluster.jdbcUrl(example.database()),
                "DATABASE_USER", roles.application(),
                "DATABASE_PASSWORD", secrets.application());
    }

    @Override
    public List<String> ask(String sql) throws SQLException {
        try (Connection connection = cluster.connect(example.database())) {
            return Answers.of(connection, sql);
        }
    }

    /** {@code pg_dump}, with the database's own owner, ACL and settings. */
    @Override
    public void dump(Consumer<String> line) {
        var builder = new ProcessBuilder(
                        cluster.binDirectory().resolve("pg_dump").toString(),
                        "--create",
                        "--host=" + cluster.host(),
                        "--port=" + cluster.port(),
                        "--username=" + PostgresCluster.ADMIN,
                        example.database())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PGPASSWORD", cluster.adminPassword());
        try {
            Process dump = builder.start();
            try (BufferedReader text = dump.inputReader(StandardCharsets.UTF_8)) {
                for (String each = text.readLine(); each != null; each = text.readLine()) {
                    // pg_dump draws a random word for these two lines at every run.
                    if (!each.startsWith("\\restrict ") && !each.startsWith("\\unrestrict ")) {
                        line.accept(each);
                    }
                }
            }
            if (dump.waitFor() != 0) {
                throw new IllegalStateException("pg_dump ended with " + dump.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("pg_dump cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while dumping", e);
        }
    }
}
