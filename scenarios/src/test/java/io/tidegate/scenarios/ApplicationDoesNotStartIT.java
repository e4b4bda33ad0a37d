package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.AGUS;
import static io.tidegate.scenarios.rig.Person.BUDI;
import static io.tidegate.scenarios.rig.Person.DEWI;
import static io.tidegate.scenarios.rig.Person.JOKO;
import static io.tidegate.scenarios.rig.Person.RATNA;
import static io.tidegate.scenarios.rig.Person.SARI;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.Scenario;
import io.tidegate.scenarios.rig.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenario 3 of the runbook: five minutes to mend it, then the previous version, then the way back. */
@Infrastructure
final class ApplicationDoesNotStartIT {
    private static final Script DOES_NOT_START =
            Script.fails(Duration.ofSeconds(50), "failed", "port 8080 does not answer");

    /** DevOps cannot come, and who stands in for it is asked. */
    @Test
    void thePreviousVersionIsStartedAndNobodyIsPromisedTheNewOne(Kafka kafka, Postgres postgres) {
        Place place = Place.JAKARTA;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.agent().on("start-app", DOES_NOT_START);
            it.willBeThere(List.of(RATNA, BUDI, DEWI, SARI)).says(AGUS, "unavailable I am on a plane");
            it.passes(Duration.ofMinutes(5)).says(JOKO, "available");
            it.until(Status.DECIDING).attest(DEWI, JOKO, SARI).approversSayGo();
            it.until(Status.NEEDS_PERSON).passes(Duration.ofMinutes(1)).says(JOKO, "acknowledge");
            it.until("it is to be tried out", () -> it.shows("Done"))
                    .says(SARI, "skip try-out the new version is not there");
            it.until(Status.COMPLETED).teamLooksAfterIt();

            Truth.isTold(it, place.golden("does-not-start-and-the-previous-version-does"));
            assertThat(it.toldSince(it.window().startsAt()))
                    .contains("maintenance_as_before")
                    .doesNotContain("maintenance_complete");
        }
    }

    @Test
    void thePreviousVersionDoesNotStartEitherAndItGoesBack(Kafka kafka, Postgres postgres) {
        Place place = Place.NEW_YORK;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.agent()
                    .on("start-app", DOES_NOT_START)
                    .on(
                            "start-previous",
                            Script.fails(Duration.ofSeconds(80), "failed", "column portion_size is unknown"));
            it.teamWillBeThere().teamSaysGo().until(Status.NEEDS_PERSON);
            Instant failed = it.now();
            it.passes(Duration.ofMinutes(1)).says(AGUS, "acknowledge");
            it.until("it waits again", () -> it.stands("start-previous", StepState.Progress.FAILED));
            it.passes(Duration.ofMinutes(1)).says(AGUS, "acknowledge");
            it.passes(Duration.ofMinutes(1)).says(BUDI, "rollback neither version starts");
            it.until(Status.ROLLED_BACK).teamLooksAfterIt();

            Truth.isTold(it, place.golden("does-not-start-and-is-rolled-back"));
            Truth.isNotPromised(it, failed);
        }
    }
}
