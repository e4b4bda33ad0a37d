package io.tidegate.dbagent;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.tidegate.dbagent.config.AgentConfigReader;
import io.tidegate.dbagent.config.WrongConfigException;
import java.nio.file.Path;
import java.util.List;

/** Starts the service. */
public final class DbAgent {
    /** sysexits.h EX_CONFIG. */
    private static final int WRONG_SETTINGS = 78;

    private DbAgent() {}

    public static void main(String[] arguments) {
        List<String> problems = problems(arguments);
        if (problems.isEmpty()) {
            Micronaut.build(arguments).mainClass(DbAgent.class).banner(false).start();
        } else {
            problems.forEach(System.err::println);
            System.exit(WRONG_SETTINGS);
        }
    }

    private static List<String> problems(String[] arguments) {
        try (var context = ApplicationContext.builder(arguments).build();
                var environment = context.getEnvironment().start()) {
            var file = environment.getProperty("tidegate.agent.config", String.class);
            if (file.isEmpty()) {
                return List.of("TIDEGATE_AGENT_CONFIG is missing: set it to the path of the agent's configuration,"
                        + " see docs/db-agent.md.");
            }
            AgentConfigReader.read(Path.of(file.get()));
            return List.of();
        } catch (WrongConfigException e) {
            return e.problems();
        }
    }
}
