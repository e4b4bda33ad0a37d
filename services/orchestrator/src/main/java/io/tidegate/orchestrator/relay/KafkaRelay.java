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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

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
    private final ExecutorService publishing = Executors.newVirtualThreadPerTaskExecutor();
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
        Publisher.Result result = publish(connection, rows);
        Outbox.remove(connection, result.acknowledged());
        return result.failure() == null
                ? new Batch.Published(rows.size(), rows.size() < AT_A_TIME)
                : new Batch.Failed(result.failure());
    }

    /**
     * The transaction gives signs of life while Kafka is waited for: PostgreSQL ends one that gives none, so that another
     * can take over from an orchestrator that stands still.
     */
    private Publisher.Result publish(Connection connection, List<Outbox.Row> rows) throws SQLException {
        Future<Publisher.Result> answer = publishing.submit(() -> publisher.publish(rows));
        try {
            while (true) {
                try {
                    return answer.get(Lease.RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    lease.hold(connection, LEASE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch was not published", e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    @PreDestroy
    void stop() {
        loop.close();
        publishing.shutdownNow();
        lease.release(LEASE);
    }
}
