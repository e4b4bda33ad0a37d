package io.tidegate.contracts.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.log.History;
import io.tidegate.contracts.log.LogWriter;
import io.tidegate.contracts.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The channel's texts, as they are read. */
final class StatusLineTest {
    private static final Actor RATNA = Actor.person("U0RATNA", "Ratna");
    private static final Instant TIME = Instant.parse("2026-12-01T04:30:00Z");

    private static LogWriter log() {
        return new LogWriter("w-1", Samples.small());
    }

    private static void compare(String name, LogWriter log) {
        String text = History.of(log.events()).entries().stream()
                .filter(entry -> entry.after() instanceof Window)
                .map(entry -> {
                    Window window = (Window) entry.after();
                    String after = StatusLine.after(entry.event(), window)
                            .map(line -> line.text(window))
                            .orElse("(silent)");
                    String stands = StatusLine.of(window, entry.event().time().plusSeconds(200))
                            .text(window);
                    return entry.event().type() + "\n  after: " + after + "\n  stands: " + stands + "\n";
                })
                .collect(Collectors.joining());
        Golden.compare(Golden.sample("status-lines/" + name + ".txt"), text);
    }

    @Test
    void aWindowThatCompletes() {
        compare("completed", log().completed());
    }

    @Test
    void aWindowThatRollsBack() {
        compare("rolled-back", log().rolledBack());
    }

    @Test
    void aWindowInTrouble() {
        LogWriter log = log().opened();
        log.happens(
                RATNA,
                new WindowEvent.CommandRefused(
                        "cancel", "opened-already", "The window is open.", "Roll back instead."));
        log.happens(RATNA, new WindowEvent.WindowHeld("a phone call"));
        log.happens(RATNA, new WindowEvent.WindowResumed());
        log.step("drain").step("safety-copy").begins("migrate");
        log.happens(RATNA, new WindowEvent.StepProgressed("migrate", 1, 40, "V2 of 3"));
        log.happens(
                Actor.agent("shop"),
                new WindowEvent.StepWarned(
                        "migrate",
                        1,
                        "slower-than-rehearsed",
                        "V2.sql, statement 1 has taken 9000 ms so far; rehearsed it took 2000 ms"));
        log.happens(Actor.orchestrator(), new WindowEvent.AgentWentSilent("shop", TIME));
        log.happens(Actor.orchestrator(), new WindowEvent.AgentCameBack("shop"));
        log.happens(
                Actor.timer("status"),
                new WindowEvent.StatusReported("in progress", "Run the migration, 40 %.", "Let sessions in again."));
        log.happens(Actor.timer("end"), new WindowEvent.WindowOverran(TIME));
        log.happens(RATNA, new WindowEvent.StepFailed("migrate", 1, "sql", "the constraint exists already", List.of()));
        log.happens(
                RATNA, new WindowEvent.PersonNeeded("the constraint exists already", List.of("resume", "rollback")));
        log.happens(RATNA, new WindowEvent.WindowResumed());
        log.begins("migrate");
        compare("trouble", log);
    }

    @Test
    void aWindowThatNeverOpens() {
        LogWriter log = log().scheduled();
        log.happens(
                Actor.notifier(),
                new WindowEvent.NoticeDelivered(
                        "announce", 1, "users", Plan.Medium.EMAIL, 2, 1, 1, "One address does not exist."));
        log.happens(Actor.timer("decision"), new WindowEvent.DecisionOpened(TIME));
        log.happens(RATNA, new WindowEvent.ApprovalGiven("migration-lead", null));
        log.happens(Actor.timer("start"), new WindowEvent.WindowPostponed("no decision by the start"));
        log.happens(Actor.timer("start"), new WindowEvent.NoticeRequested("postponed", 1));
        compare("postponed", log);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "840, 0.8 s",
        "9949, 9.9 s",
        "9950, 10 s",
        "9999, 10 s",
        "12000, 12 s",
        "119499, 119 s",
        "119500, 2 min 0 s",
        "200000, 3 min 20 s",
        "7265000, 2 h 1 min"
    })
    void durationsAreReadAtAGlance(long millis, String text) {
        assertThat(StatusLine.took(millis)).isEqualTo(text);
    }
}
