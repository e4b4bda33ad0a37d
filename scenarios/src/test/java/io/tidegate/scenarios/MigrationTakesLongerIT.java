package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.LESTARI;
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
import org.junit.jupiter.api.Test;

/** Scenario 1 of the runbook: with little left to do it goes on, with more people are asked. */
@Infrastructure
final class MigrationTakesLongerIT {
    /** Everything takes a little longer; at seven minutes to six, seven minutes are left. */
    @Test
    void withLittleLeftItGoesOnAndNobodyIsAsked(Kafka kafka, Postgres postgres) {
        Place place = Place.JAKARTA;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.agent()
                    .on("backup", Script.takes(Duration.ofMinutes(14)).progress(Duration.ofMinutes(7), 50, "half done"))
                    .on("verify", Script.takes(Duration.ofSeconds(594)))
                    .on("deploy", Script.takes(Duration.ofSeconds(597)))
                    .on("start-app", Script.takes(Duration.ofSeconds(295)));
            it.teamWillBeThere()
                    .teamSaysGo()
                    .qaTriesItOut()
                    .until(Status.COMPLETED)
                    .teamLooksAfterIt();

            Truth.isTold(it, place.golden("takes-longer-and-goes-on"));
            assertThat(it.window().proposal()).isNull();
            assertThat(it.heardInChannel("extend, or roll back")).isFalse();
            assertThat(it.calendarOf("users")).isEqualTo(place.confirmed("05:00", "06:00"));
        }
    }

    /** The migration takes twice its time; an approver gives a quarter of an hour, and it is not quite enough. */
    @Test
    void anApproverExtendsItAndEverybodyIsToldTheNewEnd(Kafka kafka, Postgres postgres) {
        Place place = Place.JAKARTA;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.agent()
                    .on(
                            "migrate",
                            Script.takes(Duration.ofSeconds(1453))
                                    .warning(
                                            Duration.ofMinutes(11),
                                            "slower-than-rehearsed",
                                            "V12 has run for 11 min, rehearsed were 2 min.")
                                    .progress(Duration.ofMinutes(8), 30, "V12")
                                    .progress(Duration.ofMinutes(16), 60, "V12"))
                    .on("verify", Script.takes(Duration.ofMinutes(9)))
                    .on("deploy", Script.takes(Duration.ofMinutes(9)))
                    .on("smoke", Script.takes(Duration.ofMinutes(4)));
            it.teamWillBeThere().teamSaysGo();
            it.until(place.at("05:31")).says(RATNA, "extend 15m the new index takes its time");
            it.qaTriesItOut().until(Status.COMPLETED).teamLooksAfterIt();

            Truth.isTold(it, place.golden("takes-longer-and-is-extended"));
            assertThat(it.calendarOf("users"))
                    .startsWith("CONFIRMED " + place.at("05:00"))
                    .endsWith(place.at("06:15"));
        }
    }

    /** Nobody answers what is proposed at half past five; the third level takes care, and the migration lead goes back. */
    @Test
    void nobodyAnswersUntilTheThirdLevelIsCalledAndThenItGoesBack(Kafka kafka, Postgres postgres) {
        Place place = Place.NEW_YORK;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.agent()
                    .on(
                            "migrate",
                            Script.takes(Duration.ofSeconds(1490))
                                    .progress(Duration.ofMinutes(8), 20, "V12")
                                    .progress(Duration.ofMinutes(16), 40, "V12"));
            it.teamWillBeThere().teamSaysGo();
            it.until(place.at("05:43")).says(LESTARI, "acknowledge");
            it.until(place.at("05:44"));
            Instant decided = it.now();
            it.says(RATNA, "rollback the index takes too long");
            it.until(Status.ROLLED_BACK).teamLooksAfterIt();

            Truth.isTold(it, place.golden("takes-longer-and-is-rolled-back"));
            Truth.isNotPromised(it, decided);
        }
    }
}
