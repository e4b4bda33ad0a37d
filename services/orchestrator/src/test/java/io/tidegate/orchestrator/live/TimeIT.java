package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.orchestrator.PlanFixture;
import io.tidegate.orchestrator.plans.PlanDirectory;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.orchestrator.store.StoredTimers;
import io.tidegate.orchestrator.store.StoredWindows;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.window.Decision;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.PlanLookup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

/** Weeks pass at once. */
@Infrastructure
final class TimeIT {
    private static final Instant NOW = Instant.parse("2026-11-01T05:00:00Z");
    private static final Instant START = NOW.plus(Duration.ofDays(30));

    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);

    @Test
    void whatIsDueInWeeksHappensThenAndNotBefore(Kafka kafka, Postgres postgres, @TempDir Path keys) {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_time"), keys, clock)) {
            String window = scheduled(rig);
            assertThat(announce(rig, window)).isEqualTo(NoticeState.Progress.WAITING);

            pass(rig, Duration.ofDays(16));
            await().atMost(PATIENCE).until(() -> announce(rig, window) == NoticeState.Progress.REQUESTED);
            assertThat(rig.is(window, Status.SCHEDULED)).isTrue();

            pass(rig, Duration.ofDays(14).minusMinutes(15));
            await().atMost(PATIENCE).until(() -> rig.is(window, Status.DECIDING));

            pass(rig, Duration.ofMinutes(15));
            await().atMost(PATIENCE).until(() -> rig.is(window, Status.POSTPONED));
        }
    }

    @Test
    void aTimerThatFiredTooEarlyFiresAtItsTime(Kafka kafka, Postgres postgres, @TempDir Path keys) {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_early"), keys, clock)) {
            String window = scheduled(rig);
            StoredTimers.Row decision = rig.bean(StoredTimers.class).earliest(10).stream()
                    .filter(row -> row.name().equals("decision"))
                    .findFirst()
                    .orElseThrow();
            var early = new Taken.Request(
                    decision.inputId(),
                    window,
                    Actor.timer(decision.name()),
                    new Input.FromTimer(decision.timer().orElseThrow()));

            assertThat(rig.bean(WindowStore.class).take(early))
                    .isInstanceOfSatisfying(Taken.Decided.class, taken -> assertThat(taken.decision())
                            .isInstanceOf(Decision.Ignored.class));
            pass(rig, Duration.ofDays(30).minusMinutes(15));
            await().atMost(PATIENCE).until(() -> rig.is(window, Status.DECIDING));
        }
    }

    @Test
    void aWindowWhosePlanWasChangedSinceItWasScheduledHearsOfIt(Kafka kafka, Postgres postgres, @TempDir Path keys) {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_changed"), keys, clock)) {
            // Scheduled with another plan than the one that lies under this name now.
            rig.bean(WindowStore.class)
                    .take(new Taken.Request(
                            "schedule",
                            "quick-1",
                            PlanFixture.LEAD,
                            new Input.FromPerson(
                                    new WindowCommand.Schedule("quick", START, "C1"),
                                    PlanFixture.plan().named("quick").found())));
            PlanLookup file = rig.bean(PlanDirectory.class).find("quick");

            await().atMost(PATIENCE)
                    .until(() -> rig.bean(StoredWindows.class)
                                            .find("quick-1")
                                            .orElseThrow()
                                            .state()
                                    instanceof Window window
                            && file instanceof PlanLookup.Found found
                            && found.hash().equals(window.differingPlanHash()));
        }
    }

    @Test
    void aSilentAgentIsSaidOnceAndItsReturnToo(Kafka kafka, Postgres postgres, @TempDir Path keys)
            throws InterruptedException {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_silence"), keys, clock);
                Wire wire = new Wire(kafka.bootstrapServers()).withoutWorkers()) {
            String window = scheduled(rig);
            pass(rig, Duration.ofDays(30).minusMinutes(10));
            await().atMost(PATIENCE).until(() -> rig.is(window, Status.DECIDING));
            pass(rig, Duration.ofSeconds(16));
            await().atMost(PATIENCE).until(() -> state(rig, window).silentSince() != null);

            beat(wire, "beat-" + window);
            await().atMost(PATIENCE).until(() -> state(rig, window).silentSince() == null);
            pass(rig, Duration.ofSeconds(10));
            beat(wire, "beat-again-" + window);
            await().atMost(PATIENCE).until(() -> wire.events(window).stream()
                    .anyMatch(event -> event.event() instanceof WindowEvent.AgentCameBack));
            assertThat(wire.events(window))
                    .filteredOn(event -> event.event() instanceof WindowEvent.AgentWentSilent)
                    .hasSize(1);
        }
    }

    private static void beat(Wire wire, String id) {
        wire.report(id, Wire.TARGET, Actor.agent(Wire.TARGET), new Report.AgentBeat(Wire.TARGET, "test", List.of()));
    }

    private void pass(Rig rig, Duration length) {
        clock.add(length);
        rig.bean(Commits.class).happened();
    }

    private static String scheduled(Rig rig) {
        String window = Rig.newWindow();
        rig.takes(window, window + "-schedule", LEAD, new Schedule("quick", START, "C1"));
        return window;
    }

    private static Window state(Rig rig, String window) {
        return (Window) rig.state(window);
    }

    private static NoticeState.Progress announce(Rig rig, String window) {
        NoticeState notice = state(rig, window).notices().get("announce");
        return notice == null ? NoticeState.Progress.SKIPPED : notice.progress();
    }
}
