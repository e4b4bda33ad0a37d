package io.tidegate.orchestrator;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class Orchestrator {
    private Orchestrator() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(Orchestrator.class).banner(false).start();
    }
}
