package io.tidegate.orchestrator.relay;

import io.micronaut.context.annotation.Context;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.orchestrator.store.Database;
import io.tidegate.orchestrator.store.Lease;
import io.tidegate.orchestrator.store.Loop;
import io.tidegate.orchestrator.store.Outbox;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes the outbox. A record leaves the outbox after Kafka has acknowledged it, so that a crash between the two
 * publishes it again, and never loses it; the reader knows an event by its sequence and a task by its attempt.
 */
@Context
final class KafkaRelay {
    private static final String LEASE = "relay";
    private static final int AT_A_TIME = 500;

    /** A commit wakes the relay; this is for the news that got lost. */
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Database database;
    private final Lease lease;
    private final Publisher publisher;
    private final Loop loop;

    KafkaRelay(Database database, Lease lease, Publisher publisher, Commits commits) {
        this.database = database;
        this.lease = lease;
        this.publisher = publisher;
        loop = new Loop("relay", commits, this::round).start();
    }

    private sealed interface Batch {
        record NotOurs() implements Batch {}

        record Published(int records, boolean isLast) implements Batch {}

        record Failed(KafkaException why) implements Batch {}
    }

    private Duration round() {
        return switch (database.write(this::publish)) {
            case Batch.NotOurs other -> Lease.RENEWAL;
            case Batch.Published published -> published.isLast() ? SWEEP : Duration.ZERO;
            case Batch.Failed failed -> throw failed.why();
        };
    }

    /** One batch, while the lease's row is locked: nobody else publishes meanwhile. */
    private Batch publish(Connection connection) throws SQLException {
        if (!lease.hold(connection, LEASE)) {
            return new Batch.NotOurs();
        }
        List<Outbox.Row> rows = Outbox.first(connection, AT_A_TIME);
        if (rows.isEmpty()) {
            return new Batch.Published(0, true);
        }
        Publisher.Result result = publisher.publish(rows);
        Outbox.remove(connection, result.acknowledged());
        return result.failure() == null
                ? new Batch.Published(rows.size(), rows.size() < AT_A_TIME)
                : new Batch.Failed(result.failure());
    }

    @PreDestroy
    void stop() {
        loop.close();
        lease.release(LEASE);
    }
}
