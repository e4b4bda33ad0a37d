package io.tidegate.orchestrator;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.tidegate.orchestrator.settings.Required;
import java.util.List;

/** Starts the service. */
public final class Orchestrator {
    /** sysexits.h EX_CONFIG. */
    private static final int WRONG_SETTINGS = 78;

    private Orchestrator() {}

    public static void main(String[] arguments) {
        List<String> problems = problems(arguments);
        if (problems.isEmpty()) {
            Micronaut.build(arguments)
                    .mainClass(Orchestrator.class)
                    .banner(false)
                    .start();
        } else {
            problems.forEach(System.err::println);
            System.exit(WRONG_SETTINGS);
        }
    }

    private static List<String> problems(String[] arguments) {
        try (var context = ApplicationContext.builder(arguments).build();
                var environment = context.getEnvironment().start()) {
            return Required.problems(name -> environment.getProperty(name, String.class));
        }
    }
}
