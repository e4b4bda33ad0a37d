package io.tidegate.scenarios.inside;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What every service's start has in common. */
final class Started {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private Started() {}

    /** @param beans beside the clock, which take the place of the service's own */
    static EmbeddedServer with(Map<String, Object> settings, Clock clock, Object... beans) {
        return ApplicationContext.builder(Started.class.getClassLoader())
                .properties(settings)
                .singletons(clock)
                .singletons(beans)
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    static void await(BooleanSupplier ready) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("not ready after " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
