package io.tidegate.orchestrator.store;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Forgets inputs that cannot come again: commands and reports stay on Kafka for seven days. */
@Singleton
final class InboxSweep {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;

    InboxSweep(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1d")
    void sweep() {
        database.write(
                connection -> Inbox.forgetBefore(connection, clock.instant().minus(KEPT)));
    }
}
