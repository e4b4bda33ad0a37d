package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.RATNA;

import io.tidegate.contracts.window.Status;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.PlanFile;
import io.tidegate.scenarios.rig.Scenario;
import io.tidegate.scenarios.rig.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The migration breaks off in its sixth minute; the plan says that the window goes back at once. */
@Infrastructure
final class MigrationFailsAndIsRolledBackIT {
    @Test
    void everybodyIsToldTheTruth(Kafka kafka, Postgres postgres) {
        PlanFile plan = PlanFile.named("maintenance-window");
        try (Scenario it = Scenario.begins("2026-11-16T09:00", plan, kafka, postgres)) {
            it.agent()
                    .on("migrate", Script.fails(Duration.ofSeconds(337), "failed", "V12 violates check_portion_size"));
            it.types(RATNA, "/migration schedule maintenance-window 2026-12-01T05:00 Asia/Jakarta");
            it.teamWillBeThere().teamSaysGo().until(Status.ROLLED_BACK).teamLooksAfterIt();

            Golden.matches("migration-fails-and-is-rolled-back.txt", it.everyoneReceived());
        }
    }
}
