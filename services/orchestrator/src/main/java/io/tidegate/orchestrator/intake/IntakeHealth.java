package io.tidegate.orchestrator.intake;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Ready once commands and reports are read. */
@Singleton
final class IntakeHealth implements HealthIndicator {
    private final KafkaIntake intake;

    IntakeHealth(KafkaIntake intake) {
        this.intake = intake;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("intake")
                .status(intake.isAssigned() ? HealthStatus.UP : HealthStatus.DOWN)
                .build());
    }
}
