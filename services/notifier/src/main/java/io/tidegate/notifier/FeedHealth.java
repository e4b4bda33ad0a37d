package io.tidegate.notifier;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.tidegate.notifier.window.KafkaEventFeed;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Ready when Kafka has said which events are this notifier's; the database's own indicator stands beside. */
@Singleton
final class FeedHealth implements HealthIndicator {
    private final KafkaEventFeed feed;

    FeedHealth(KafkaEventFeed feed) {
        this.feed = feed;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        HealthStatus status = feed.isAssigned() ? HealthStatus.UP : HealthStatus.DOWN;
        return Publishers.just(HealthResult.builder("event-feed", status).build());
    }
}
