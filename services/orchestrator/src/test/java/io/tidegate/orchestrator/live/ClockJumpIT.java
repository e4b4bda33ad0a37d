package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.Resume;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.orchestrator.store.StoredTimers;
import io.tidegate.orchestrator.store.StoredWindows;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

/** Somebody sets the orchestrator's clock. */
@Infrastructure
final class ClockJumpIT {
    private static final Instant NOW = Instant.parse("2026-11-01T05:00:00Z");
    private static final Duration JUMP = Duration.ofMinutes(10);
    private static final Duration STATUS = Duration.ofMinutes(5);

    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
    private final String window = Rig.newWindow();

    @Test
    void theClockJumpsForwardAndBack(Kafka kafka, Postgres postgres, @TempDir Path keys) {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_jump"), keys, clock)) {
            quiet(rig);

            pass(rig, JUMP);
            await().atMost(PATIENCE).until(() -> statusLines(rig) == 1);
            pass(rig, JUMP.negated());
            rig.takes(window, "hold", LEAD, new Hold("what time is it?"));
            rig.takes(window, "resume", LEAD, new Resume());

            timesDoNotGoBack(rig);
            assertThat(timers(rig)).containsExactlyInAnyOrderElementsOf(Timers.of(rig.state(window)));
            assertThat(statusLines(rig)).isEqualTo(1);
        }
    }

    /** By the clock the next status line is due when one was said before: it is not taken for that one. */
    @Test
    void aTimerIsNotLostBecauseTheClockWasSetBack(Kafka kafka, Postgres postgres, @TempDir Path keys) {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_back_in_time"), keys, clock)) {
            quiet(rig);
            pass(rig, STATUS);
            await().atMost(PATIENCE).until(() -> statusLines(rig) == 1);

            pass(rig, STATUS.negated());
            rig.takes(window, "hold", LEAD, new Hold("what time is it?"));
            pass(rig, STATUS.multipliedBy(2));

            await().atMost(PATIENCE).until(() -> statusLines(rig) == 2);
            timesDoNotGoBack(rig);
        }
    }

    /** A window for which nothing is due but the status line. */
    private void quiet(Rig rig) {
        rig.takes(window, "schedule", LEAD, new Schedule("quick", NOW.plus(Duration.ofMinutes(14)), "C1"));
        await().atMost(PATIENCE).until(() -> rig.is(window, Status.DECIDING));
        pass(rig, Duration.ofSeconds(61));
        await().atMost(PATIENCE)
                .until(() -> has(rig, WindowEvent.StepFailed.class) && has(rig, WindowEvent.AgentWentSilent.class));
    }

    private boolean has(Rig rig, Class<? extends WindowEvent> type) {
        return log(rig).stream().anyMatch(event -> type.isInstance(event.event()));
    }

    private void pass(Rig rig, Duration length) {
        clock.add(length);
        rig.bean(Commits.class).happened();
    }

    private void timesDoNotGoBack(Rig rig) {
        List<LoggedEvent> log = log(rig);
        assertThat(log.stream().map(LoggedEvent::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
        assertThat(log.stream().map(LoggedEvent::time)).isSorted();
    }

    private long statusLines(Rig rig) {
        return log(rig).stream()
                .filter(event -> event.event() instanceof WindowEvent.StatusReported)
                .count();
    }

    private List<Timer> timers(Rig rig) {
        return rig.bean(StoredTimers.class).earliest(1000).stream()
                .map(row -> row.timer().orElseThrow())
                .toList();
    }

    private List<LoggedEvent> log(Rig rig) {
        return rig.bean(StoredWindows.class).eventsAfter(window, 0, Integer.MAX_VALUE).stream()
                .map(event -> LoggedEvent.open(event.body()))
                .toList();
    }
}
