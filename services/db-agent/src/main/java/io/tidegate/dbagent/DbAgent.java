package io.tidegate.dbagent;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class DbAgent {
    private DbAgent() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(DbAgent.class).banner(false).start();
    }
}
