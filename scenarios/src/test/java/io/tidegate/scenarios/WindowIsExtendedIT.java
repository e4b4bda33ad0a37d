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

/** The migration takes twice its time; an approver gives a quarter of an hour, and it is not quite enough. */
@Infrastructure
final class WindowIsExtendedIT {
    @Test
    void newEndIsToldAndThenThatItHasPassed(Kafka kafka, Postgres postgres) {
        PlanFile plan = PlanFile.named("maintenance-window");
        try (Scenario it = Scenario.begins("2026-11-16T09:00", plan, kafka, postgres)) {
            it.agent()
                    .on(
                            "migrate",
                            Script.takes(Duration.ofSeconds(1453))
                                    .warning(
                                            Duration.ofMinutes(11),
                                            "slower-than-rehearsed",
                                            "V12 has run for 11 min, rehearsed were 2 min."));
            it.agent()
                    .on("verify", Script.takes(Duration.ofMinutes(9)))
                    .on("deploy", Script.takes(Duration.ofMinutes(9)))
                    .on("smoke", Script.takes(Duration.ofMinutes(4)));
            it.types(RATNA, "/migration schedule maintenance-window 2026-12-01T05:00 Asia/Jakarta");
            it.teamWillBeThere().teamSaysGo();
            it.until("2026-12-01T05:31").types(RATNA, "/migration extend 15m the new index takes its time");
            it.qaTriesItOut().until(Status.COMPLETED).teamLooksAfterIt();

            Golden.matches("window-is-extended.txt", it.everyoneReceived());
        }
    }
}
