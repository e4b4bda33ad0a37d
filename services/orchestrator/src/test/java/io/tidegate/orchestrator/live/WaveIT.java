package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.OWNER;
import static io.tidegate.orchestrator.live.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.orchestrator.store.Commits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

/** One plan on three targets, one after another, of which the second fails. */
@Infrastructure
final class WaveIT {
    private static final Instant NOW = Instant.parse("2026-11-01T05:00:00Z");
    private static final Instant START = NOW.plus(Duration.ofHours(1));
    private static final Duration DECISION = Duration.ofMinutes(15);

    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);

    @Test
    void theFirstIsCompletedTheSecondRolledBackAndTheThirdDoesNotOpen(
            Kafka kafka, Postgres postgres, @TempDir Path keys) throws InterruptedException {
        try (Rig rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_wave"), keys, clock);
                Wire wire = new Wire(kafka.bootstrapServers()).failing("south/verify")) {
            String wave = Rig.newWindow();
            wire.command(wave, LEAD, new Schedule("three", START, "C1"));
            await().atMost(PATIENCE).until(() -> rig.is(wave + "-west", Status.SCHEDULED));
            assertThat(window(rig, wave + "-west").startsAt()).isEqualTo(START.plus(Duration.ofHours(2)));

            goes(rig, wire, wave + "-north", START);
            until(rig, wave + "-north", Status.WATCHING);
            passTo(rig, START.plus(Duration.ofMinutes(10)));
            until(rig, wave + "-north", Status.COMPLETED);

            goes(rig, wire, wave + "-south", START.plus(Duration.ofHours(1)));
            until(rig, wave + "-south", Status.ROLLED_BACK);

            passTo(rig, START.plus(Duration.ofHours(2)).minus(DECISION));
            until(rig, wave + "-west", Status.POSTPONED);
            Window west = window(rig, wave + "-west");
            assertThat(west.trouble())
                    .isEqualTo("the window " + wave + "-south on south, before it in the wave, was rolled back");
            assertThat(west.notices().get("postponed"))
                    .satisfies(notice -> assertThat(notice.progress()).isEqualTo(NoticeState.Progress.REQUESTED));
            assertThat(wire.events(wave)).isEmpty();
            assertThat(wire.tasks(wave + "-west")).isEmpty();
        }
    }

    private void goes(Rig rig, Wire wire, String window, Instant start) {
        passTo(rig, start.minus(DECISION));
        until(rig, window, Status.DECIDING);
        wire.command(window, LEAD, new Go());
        wire.command(window, OWNER, new Go());
        await().atMost(PATIENCE).until(() -> wire.events(window).stream()
                .anyMatch(event -> event.event() instanceof WindowEvent.GoDecided));
        passTo(rig, start);
    }

    private void passTo(Rig rig, Instant time) {
        clock.add(Duration.between(clock.instant(), time));
        rig.bean(Commits.class).happened();
    }

    private static void until(Rig rig, String window, Status status) {
        await().atMost(PATIENCE).until(() -> rig.is(window, status));
    }

    private static Window window(Rig rig, String window) {
        return (Window) rig.state(window);
    }
}
