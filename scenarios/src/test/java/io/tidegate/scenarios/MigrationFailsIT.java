package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.AGUS;
import static io.tidegate.scenarios.rig.Person.BUDI;
import static io.tidegate.scenarios.rig.Person.DEWI;
import static io.tidegate.scenarios.rig.Person.NINA;
import static io.tidegate.scenarios.rig.Person.RATNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Status;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.Scenario;
import io.tidegate.scenarios.rig.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenario 2 of the runbook: ten minutes to mend it, else back. */
@Infrastructure
final class MigrationFailsIT {
    /** QA is silent the evening before, so who stands in for it is asked, and speaks for it from then on. */
    @Test
    void itIsMendedInTimeAndCompletes(Kafka kafka, Postgres postgres) {
        Place place = Place.JAKARTA;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.agent()
                    .on(
                            "migrate",
                            Script.fails(Duration.ofMinutes(1), "failed", "permission denied for table schools"));
            it.willBeThere(List.of(RATNA, BUDI, DEWI, AGUS))
                    .until("2026-11-30T22:05")
                    .says(NINA, "available");
            it.until(Status.DECIDING).attest(DEWI, AGUS, NINA).approversSayGo();
            it.until(Status.NEEDS_PERSON).passes(Duration.ofMinutes(2)).says(DEWI, "acknowledge");
            it.passes(Duration.ofMinutes(2)).says(DEWI, "retry");
            it.isTriedOutBy(NINA).until(Status.COMPLETED).teamLooksAfterIt();

            Truth.isTold(it, place.golden("fails-and-is-mended"));
            assertThat(it.window().step("migrate").orElseThrow().attempt()).isEqualTo(2);
            assertThat(it.calendarOf("users")).isEqualTo(place.confirmed("05:00", "06:00"));
        }
    }

    /** Nobody takes care: two levels are called, and after ten minutes it is rolled back. */
    @Test
    void itIsNotMendedAndEverybodyIsToldTheTruth(Kafka kafka, Postgres postgres) {
        Place place = Place.BERLIN_IN_SPRING;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.agent()
                    .on("migrate", Script.fails(Duration.ofSeconds(337), "failed", "V12 violates check_portion_size"));
            it.teamWillBeThere().teamSaysGo().until(Status.NEEDS_PERSON);
            Instant failed = it.now();
            it.until(Status.ROLLED_BACK).teamLooksAfterIt();

            Truth.isTold(it, place.golden("fails-and-is-rolled-back"));
            Truth.isNotPromised(it, failed);
        }
    }
}
