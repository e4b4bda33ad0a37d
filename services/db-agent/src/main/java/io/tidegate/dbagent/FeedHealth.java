package io.tidegate.dbagent;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.tidegate.dbagent.task.KafkaTaskFeed;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Ready when the target's lock is held and Kafka has given the agent its tasks. */
@Singleton
final class FeedHealth implements HealthIndicator {
    private final KafkaTaskFeed feed;

    FeedHealth(KafkaTaskFeed feed) {
        this.feed = feed;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        HealthStatus status = feed.isAssigned() ? HealthStatus.UP : HealthStatus.DOWN;
        return Publishers.just(HealthResult.builder("task-feed", status).build());
    }
}
