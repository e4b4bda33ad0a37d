package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.RATNA;

import io.tidegate.contracts.window.Status;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.PlanFile;
import io.tidegate.scenarios.rig.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One of the two goes is missing at the start. */
@Infrastructure
final class NobodyDecidesByTheStartIT {
    @Test
    void theWindowIsPostponedAndTakenOutOfCalendars(Kafka kafka, Postgres postgres) {
        PlanFile plan = PlanFile.named("maintenance-window");
        try (Scenario it = Scenario.begins("2026-11-16T09:00", plan, kafka, postgres)) {
            it.types(RATNA, "/migration schedule maintenance-window 2026-12-01T05:00 Asia/Jakarta");
            it.teamWillBeThere().teamAttests();
            it.until("2026-12-01T04:50").presses(RATNA, "Go");
            it.until(Status.POSTPONED).passes(Duration.ofDays(7));

            Golden.matches("nobody-decides-by-the-start.txt", it.everyoneReceived());
        }
    }
}
