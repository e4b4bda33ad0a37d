package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.AGUS;
import static io.tidegate.scenarios.rig.Person.BUDI;
import static io.tidegate.scenarios.rig.Person.DEWI;
import static io.tidegate.scenarios.rig.Person.RATNA;
import static io.tidegate.scenarios.rig.Person.SARI;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Status;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.PlanFile;
import io.tidegate.scenarios.rig.Scenario;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Announced two weeks ahead, decided, done in time, watched, over. */
@Infrastructure
final class EverythingAsPlannedIT {
    private static final PlanFile PLAN = PlanFile.named("maintenance-window");

    @Test
    void inJakarta(Kafka kafka, Postgres postgres) {
        try (Scenario it = Scenario.begins("2026-11-16T09:00", PLAN, kafka, postgres)) {
            it.types(RATNA, "/migration schedule maintenance-window 2026-12-01T05:00 Asia/Jakarta");
            it.teamWillBeThere().teamSaysGo().qaTriesItOut();
            it.until(Status.COMPLETED).teamLooksAfterIt();

            Truth.isTold(it, "everything-as-planned-in-jakarta.txt");
            assertThat(it.calendarOf("users")).isEqualTo("CONFIRMED 2026-12-01T05:00 to 2026-12-01T06:00");
        }
    }

    /** Summer time ends on 25 October at three in the morning: the first notice goes out in it, the window is after it. */
    @Test
    void inBerlinWhereSummerTimeEndsMeanwhile(Kafka kafka, Postgres postgres) {
        PlanFile there = PLAN.in(ZoneId.of("Europe/Berlin"));
        try (Scenario it = Scenario.begins("2026-10-12T09:00", there, kafka, postgres)) {
            it.types(RATNA, "/migration schedule maintenance-window 2026-10-27T05:00 Europe/Berlin");
            it.until("2026-10-26T17:30").presses(SARI, "Attest: The migration has succeeded on staging");
            it.teamWillBeThere().until(Status.DECIDING).passes(Duration.ofSeconds(30));
            it.says(DEWI, "attest way-back").says(AGUS, "attest calm");
            it.until("2026-10-27T04:48").presses(BUDI, "Go");
            it.until("2026-10-27T04:52").presses(RATNA, "Go").qaTriesItOut();
            it.until(Status.COMPLETED).teamLooksAfterIt();

            Truth.isTold(it, "everything-as-planned-in-berlin.txt");
            assertThat(it.calendarOf("users")).isEqualTo("CONFIRMED 2026-10-27T05:00 to 2026-10-27T06:00");
        }
    }
}
