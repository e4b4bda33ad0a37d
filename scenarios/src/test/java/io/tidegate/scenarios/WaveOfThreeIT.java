package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.BUDI;
import static io.tidegate.scenarios.rig.Person.RATNA;
import static io.tidegate.scenarios.rig.Person.SARI;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.PlanFile;
import io.tidegate.scenarios.rig.Scenario;
import io.tidegate.scenarios.rig.TargetDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One plan for three kitchens, one after another, on three real databases. What stands in the second one's data breaks
 * the new constraint; so it goes back, and the third waits until people have mended the same there and give it another date.
 */
@Infrastructure
final class WaveOfThreeIT {
    private static final Map<String, String> MIGRATION = Map.of("V1__portion_sizes.sql", """
            ALTER TABLE allocations ADD COLUMN portion_size varchar(10) NOT NULL DEFAULT 'large';
            ALTER TABLE allocations ALTER COLUMN portion_size DROP DEFAULT;
            ALTER TABLE allocations ADD CONSTRAINT check_portions CHECK (portions > 0);
            """);
    private static final String NOTHING_TO_EAT = "INSERT INTO allocations VALUES (3, 0)";
    private static final String NEW_COLUMN = "portion_size character varying(10)";

    @Test
    void theSecondFailsAndTheThirdCompletesOnAnotherDay(Kafka kafka, Postgres postgres) {
        TargetDatabase cilandak = kitchen(postgres, "cilandak");
        TargetDatabase menteng = kitchen(postgres, "menteng");
        TargetDatabase tebet = kitchen(postgres, "tebet");
        menteng.run(NOTHING_TO_EAT);
        tebet.run(NOTHING_TO_EAT);
        String before = menteng.dump();
        PlanFile plan = PlanFile.named("kitchens");
        try (Scenario it =
                Scenario.begins("2026-11-16T09:00", plan, List.of(cilandak, menteng, tebet), kafka, postgres)) {
            it.types(RATNA, "/migration schedule kitchens 2026-12-01T05:00 Asia/Jakarta");
            it.passes(Duration.ofMinutes(1)).says(RATNA, "postpone 2026-12-01T07:00 sooner done --window tebet");
            String all = " --wave " + it.wave();
            it.until("2026-11-30T21:02").says(RATNA, "available" + all).says(SARI, "available" + all);
            it.until("2026-11-30T21:05").says(SARI, "attest staging" + all);

            goesAndIsTriedOut(it, "cilandak", all);
            goes(it, "menteng", all);
            it.until("menteng", Status.ROLLED_BACK).until("tebet", Status.POSTPONED);
            assertThat(it.window("tebet").trouble())
                    .isEqualTo("the window " + it.wave()
                            + "-menteng on Menteng kitchen, before it in the wave, was rolled back");

            it.passes(Duration.ofMinutes(75));
            tebet.run("UPDATE allocations SET portions = 1 WHERE portions = 0");
            it.says(RATNA, "postpone 2026-12-08T05:00 every allocation has portions now --window tebet");
            it.until("2026-12-07T21:02").says(RATNA, "available" + all).says(SARI, "available" + all);
            it.says(SARI, "attest staging" + all);
            goesAndIsTriedOut(it, "tebet", all);
            it.passes(Duration.ofMinutes(1));

            Golden.matches("a-wave-of-three-in-jakarta.txt", withoutMeasuredTimes(it.everyoneReceived()));
            assertThat(it.twice()).as("what somebody got twice").isEmpty();
            assertThat(it.lost()).as("what was lost").isEmpty();
            Stream.of("cilandak", "menteng", "tebet").map(it::window).forEach(window -> wasNeverSilent(it, window));
            assertThat(it.window("menteng").step("migrate").map(StepState::doing))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("check_portions"));
        }
        assertThat(cilandak.dump()).contains(NEW_COLUMN);
        assertThat(menteng.dump()).isEqualTo(before);
        assertThat(tebet.dump()).contains(NEW_COLUMN);
    }

    private static TargetDatabase kitchen(Postgres postgres, String name) {
        TargetDatabase kitchen = TargetDatabase.create(postgres, name, MIGRATION);
        kitchen.run("CREATE TABLE allocations (school int PRIMARY KEY, portions int NOT NULL)");
        kitchen.run("INSERT INTO allocations VALUES (1, 200), (2, 150)");
        return kitchen;
    }

    private static void goes(Scenario it, String target, String all) {
        it.until(target, Status.DECIDING).passes(Duration.ofMinutes(1));
        it.says(RATNA, "go" + all).says(BUDI, "go" + all);
    }

    private static void goesAndIsTriedOut(Scenario it, String target, String all) {
        goes(it, target, all);
        it.until(target + " is tried out", () -> it.shows("Done"))
                .passes(Duration.ofMinutes(3))
                .presses(SARI, "Done")
                .until(target, Status.COMPLETED);
    }

    private static void wasNeverSilent(Scenario it, Window window) {
        assertThat(it.longestSilence(window.decisionAt(), Objects.requireNonNull(window.endedAt())))
                .isLessThanOrEqualTo(window.plan().statusEvery());
    }

    /** What the databases really take is another time with every run. */
    private static String withoutMeasuredTimes(String told) {
        return told.replaceAll("done in \\d+(\\.\\d+)? m?s", "done in <time>");
    }
}
