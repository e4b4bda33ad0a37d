package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.DEWI;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Status;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.Scenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios 4 and 5 of the runbook: where data is at risk it goes back at once. */
@Infrastructure
final class DataIsDamagedIT {
    @ParameterizedTest
    @EnumSource(names = {"JAKARTA", "NEW_YORK"})
    void itIsRolledBackWithoutAQuestion(Place place, Kafka kafka, Postgres postgres) {
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.teamWillBeThere().teamSaysGo().qaTriesItOut().until(Status.WATCHING);
            it.passes(Duration.ofMinutes(11));
            Instant reported = it.now();
            it.says(DEWI, "bug corruption allocations are saved twice");
            assertThat(it.window().status()).isEqualTo(Status.ROLLING_BACK);
            it.until(Status.ROLLED_BACK).teamLooksAfterIt();

            Truth.isTold(it, place.golden("data-is-damaged"));
            Truth.isNotPromised(it, reported);
        }
    }
}
