package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.orchestrator.store.StoredTimers;
import io.tidegate.orchestrator.store.StoredWindows;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import io.tidegate.orchestrator.window.Decision;
import io.tidegate.orchestrator.window.Input;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

/** What a wave promises of the store: all of its windows or none, and none before its turn. */
@Infrastructure
final class WaveContractIT {
    private static final Instant NOW = Instant.parse("2026-11-01T05:00:00Z");
    private static final Instant START = NOW.plus(Duration.ofHours(1));
    private static final List<String> TARGETS = List.of("north", "south", "west");
    private static final int ROUNDS = 8;

    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);

    @Test
    void aWishThatIsDeliveredAgainAfterACrashInTheMiddleMakesEachWindowOnce(
            Kafka kafka, Postgres postgres, @TempDir Path keys) throws SQLException {
        String url = postgres.createDatabase("orchestrator_wave_crash");
        try (Rig rig = Rig.start(kafka, postgres, url, keys, clock)) {
            String wave = Rig.newWindow();
            var wish = rig.request(wave, "wish-" + wave, LEAD, new Schedule("three", START, "C1"));
            // The database goes away between the events of the second window and those of the third.
            execute(postgres, url, """
                    CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE 'crash in the middle'; END $$;
                    CREATE TRIGGER crash BEFORE INSERT ON orchestrator.event
                    FOR EACH ROW WHEN (NEW.window_id LIKE '%-west') EXECUTE FUNCTION crash()
                    """);

            assertThatThrownBy(() -> rig.bean(WindowStore.class).take(wish)).hasStackTraceContaining("crash in the");
            assertThat(rig.bean(StoredWindows.class).all(10)).isEmpty();
            assertThat(rig.bean(StoredTimers.class).earliest(10)).isEmpty();

            execute(postgres, url, "DROP TRIGGER crash ON orchestrator.event");
            assertThat(rig.bean(WindowStore.class).take(wish)).isInstanceOf(Taken.Decided.class);
            assertThat(rig.bean(WindowStore.class).take(wish)).isEqualTo(new Taken.Duplicate());
            assertThat(rig.bean(StoredWindows.class).all(10))
                    .extracting(StoredWindows.Summary::window, StoredWindows.Summary::status)
                    .containsExactlyInAnyOrderElementsOf(TARGETS.stream()
                            .map(target -> org.assertj.core.api.Assertions.tuple(wave + "-" + target, "scheduled"))
                            .toList());
        }
    }

    @Test
    void aTargetThatIsTakenRefusesTheWholeWave(Kafka kafka, Postgres postgres, @TempDir Path keys) {
        String url = postgres.createDatabase("orchestrator_wave_refused");
        try (Rig rig = Rig.start(kafka, postgres, url, keys, clock)) {
            String first = Rig.newWindow();
            rig.takes(first, "wish-" + first, LEAD, new Schedule("three", START, "C1"));
            String second = Rig.newWindow();
            // Its first window would be on north while the first wave's is on south.
            Taken taken = rig.takes(
                    second, "wish-" + second, LEAD, new Schedule("three", START.plus(Duration.ofMinutes(90)), "C1"));
            Taken again = rig.takes(
                    second, "again-" + second, LEAD, new Schedule("three", START.plus(Duration.ofMinutes(-30)), "C1"));

            assertThat(((Taken.Decided) taken).decision()).isInstanceOf(Decision.Accepted.class);
            assertThat(((Taken.Decided) again).decision())
                    .isInstanceOfSatisfying(Decision.Rejected.class, rejected -> assertThat(rejected.code())
                            .isEqualTo("scheduled-already"));
            String third = Rig.newWindow();
            assertThat(rig.takes(third, "wish-" + third, LEAD, new Schedule("three", START.plusSeconds(60), "C1")))
                    .isInstanceOfSatisfying(
                            Taken.Decided.class, refused -> assertThat(((Decision.Rejected) refused.decision()).code())
                                    .isEqualTo("target-taken"));
            assertThat(rig.bean(StoredWindows.class).find(third + "-south")).isEmpty();
        }
    }

    @Test
    void aLaterGroupNeverOpensUnlessTheEarlierIsCompletedWhoeverDecides(
            Kafka kafka, Postgres postgres, @TempDir Path keys) throws Exception {
        String url = postgres.createDatabase("orchestrator_wave_race");
        try (Rig one = Rig.start(kafka, postgres, url, keys, clock);
                Rig two = Rig.start(kafka, postgres, url, keys, clock);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                String wave = Rig.newWindow();
                String north = wave + "-north";
                String south = wave + "-south";
                Instant start = clock.instant().plus(Duration.ofHours(1));
                one.takes(wave, "wish-" + wave, LEAD, new Schedule("three", start, "C1"));
                opens(one, north, start);
                for (String step : List.of("stop-app", "migrate", "verify", "start-app")) {
                    succeeds(one, north, step);
                }
                decides(two, south, start.plus(Duration.ofHours(1)));
                // The watch of the first has been over for long, and the second is to begin: all at one moment.
                clock.add(Duration.between(clock.instant(), start.plus(Duration.ofHours(1))));
                race(
                        threads,
                        () -> fires(one, north, "watch-end"),
                        () -> fires(two, south, "start"),
                        () -> two.takes(north, "back-" + north, LEAD, new WindowCommand.RollBack("it is slow")));

                Status first = state(one, north).status();
                Status second = state(one, south).status();
                assertThat(List.of(Status.COMPLETED, Status.ROLLING_BACK)).contains(first);
                assertThat(List.of(Status.IN_PROGRESS, Status.POSTPONED)).contains(second);
                if (second == Status.IN_PROGRESS) {
                    assertThat(first).isEqualTo(Status.COMPLETED);
                }
                if (first == Status.ROLLING_BACK) {
                    assertThat(second).isEqualTo(Status.POSTPONED);
                }
                clock.add(Duration.ofDays(1));
            }
        }
    }

    private static void race(ExecutorService threads, Callable<?>... all) throws Exception {
        List<Future<?>> futures = new ArrayList<>();
        for (Callable<?> each : all) {
            futures.add(threads.submit(each));
        }
        for (Future<?> future : futures) {
            future.get();
        }
    }

    private void opens(Rig rig, String window, Instant start) {
        decides(rig, window, start);
        clock.add(Duration.between(clock.instant(), start));
        fires(rig, window, "start");
    }

    private void decides(Rig rig, String window, Instant start) {
        clock.add(Duration.between(clock.instant(), start.minus(Duration.ofMinutes(15))));
        fires(rig, window, "decision");
        succeeds(rig, window, "preflight");
        rig.takes(window, "go1-" + window, LEAD, new WindowCommand.Go());
        rig.takes(window, "go2-" + window, OWNER, new WindowCommand.Go());
    }

    private static void succeeds(Rig rig, String window, String step) {
        Window state = state(rig, window);
        int attempt = state.step(step).map(StepState::attempt).orElseThrow();
        rig.bean(WindowStore.class)
                .take(new Taken.Request(
                        window + "/" + step + "/ended",
                        window,
                        Actor.agent(state.plan().target()),
                        new Input.FromAgent(new Report.StepSucceeded(step, attempt, 5, List.of()))));
    }

    /** As the orchestrator's own timers do, which may come first. */
    private static Optional<Taken> fires(Rig rig, String window, String name) {
        return Timers.of(state(rig, window)).stream()
                .filter(timer -> timer.name().equals(name))
                .findFirst()
                .map(timer -> take(rig, window, timer));
    }

    private static Taken take(Rig rig, String window, Timer timer) {
        return rig.bean(WindowStore.class)
                .take(new Taken.Request(
                        new StoredTimers.Row(window, timer.name(), timer.due()).inputId(),
                        window,
                        Actor.timer(timer.name()),
                        new Input.FromTimer(timer)));
    }

    private static Window state(Rig rig, String window) {
        return (Window) rig.state(window);
    }

    private static void execute(Postgres postgres, String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, postgres.adminUser(), postgres.adminPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
