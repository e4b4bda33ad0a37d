package io.tidegate.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.postgres.PostgresCluster;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The database of an example on this machine, as people reach it past the agent. */
public interface LocalTarget {

    /**
     * On a cluster without a stack, with passwords of its own.
     *
     * @param home of the agent; gets its password
     * @throws IllegalArgumentException for an example whose target is none of PostgreSQL
     */
    static LocalTarget on(PostgresCluster cluster, Example example, Path home) {
        if (!(example.kind() instanceof Example.Roles roles)) {
            throw new IllegalArgumentException("the target of '" + example.target() + "' is none of PostgreSQL");
        }
        var secrets = StackSecrets.fresh();
        return new PostgresTarget(cluster, example, roles, secrets, AgentFiles.password(home, secrets.agent()));
    }

    /** Makes it: the example's schema and rows, the same ones every time. @param rows of its largest table */
    void create(long rows);

    /** Writes into an agent's configuration what the target is. */
    void describe(ObjectNode configuration);

    /** What the application needs to reach it: {@code DATABASE_URL}, and where there are logins {@code DATABASE_USER}, {@code DATABASE_PASSWORD}. */
    Map<String, String> application();

    /** The values of all rows, as text. */
    List<String> ask(String sql) throws SQLException;

    /** All that is in it, line by line; two equal databases give the same lines. */
    void dump(Consumer<String> line);
}
