package io.tidegate.local.postgres;

import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/** The role that administrators make for an agent, by the script that they are given. */
public final class AgentRole {
    private static final Path SCRIPT = Path.of("deploy/postgres/agent-role.sql");

    private AgentRole() {}

    /**
     * @param statement of a superuser
     * @param owner of the target
     * @param application as which the application connects
     */
    public static void create(Statement statement, String agent, String password, String owner, String application)
            throws SQLException {
        try {
            statement.execute(Files.readString(Root.path().resolve(SCRIPT))
                    .replace(":\"agent\"", quoted(agent))
                    .replace(":\"owner\"", quoted(owner))
                    .replace(":\"application\"", quoted(application)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCRIPT, e);
        }
        statement.execute("ALTER ROLE " + quoted(agent) + " PASSWORD " + statement.enquoteLiteral(password));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
