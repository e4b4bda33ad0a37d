package io.tidegate.notifier;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class Notifier {
    private Notifier() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(Notifier.class).banner(false).start();
    }
}
