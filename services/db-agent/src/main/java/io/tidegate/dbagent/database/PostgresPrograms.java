package io.tidegate.dbagent.database;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's own programs, run as the agent's role. The password goes through their environment. */
public final class PostgresPrograms {
    private static final int LINES_TOLD = 3;

    private final Programs programs;
    private final TargetServer server;
    private final @Nullable Path bin;

    public PostgresPrograms(Programs programs, TargetServer server, AgentConfig config) {
        this.programs = programs;
        this.server = server;
        this.bin = config.postgresBin();
    }

    /**
     * @param options settings of the program's sessions, by name
     * @return why it failed, or null when it has succeeded
     */
    public @Nullable String run(
            String program, List<String> arguments, Map<String, String> options, Path output, Duration limit)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(bin == null ? program : bin.resolve(program).toString());
        command.addAll(arguments);
        return switch (programs.run(new Programs.Run(command, environment(options), output, limit))) {
            case Programs.Ended.WithCode(int code) -> code == 0 ? null : program + " ended with " + code + told(output);
            case Programs.Ended.OutOfTime ended -> program + " was ended: the step's time is over";
        };
    }

    private Map<String, String> environment(Map<String, String> options) {
        AgentConfig.Postgres database = server.database();
        StringBuilder settings = new StringBuilder("-c statement_timeout=0 -c lock_timeout=0");
        options.forEach((name, value) ->
                settings.append(" -c ").append(name).append('=').append(value));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PGHOST", database.host());
        environment.put("PGPORT", Integer.toString(database.port()));
        // As an argument, a name with '=' in it would be taken for a connection string.
        environment.put("PGDATABASE", database.name());
        environment.put("PGUSER", database.adminUser());
        environment.put("PGPASSWORD", server.password());
        environment.put("PGAPPNAME", server.applicationName());
        environment.put("PGOPTIONS", settings.toString());
        return environment;
    }

    /** The program's own first complaint; its DETAIL and CONTEXT lines repeat rows and stay in the file. */
    private static String told(Path output) throws IOException {
        List<String> lines = Files.readString(output)
                .lines()
                .filter(line -> line.contains("error:"))
                .limit(LINES_TOLD)
                .toList();
        return (lines.isEmpty() ? "" : ": " + String.join("; ", lines)) + "; all it said is in " + output;
    }
}
