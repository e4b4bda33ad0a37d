package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.OWNER;
import static io.tidegate.orchestrator.live.Rig.QA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.History;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored beside the log follows from the log. */
@Infrastructure
final class StoreContractIT {
    private static final List<Actor> PEOPLE = List.of(LEAD, OWNER, QA);

    @Test
    void stateAndTimersAreWhatTheEventsAddUpTo(Kafka kafka, Postgres postgres, @TempDir Path keys) {
        String url = postgres.createDatabase("orchestrator_contract");
        try (Rig rig = Rig.start(kafka, postgres, url, keys)) {
            Random random = new Random(7);
            for (int i = 0; i < 5; i++) {
                String window = Rig.newWindow();
                rig.schedules(window, Duration.ofHours(3 + 2 * i));
                for (int wish = 0; wish < 12; wish++) {
                    rig.takes(window, window + wish, PEOPLE.get(random.nextInt(3)), command(random));
                    holds(rig, window);
                }
            }
        }
    }

    @Test
    void ofManyWindowsAtOnceATargetGetsOne(Kafka kafka, Postgres postgres, @TempDir Path keys) throws Exception {
        String url = postgres.createDatabase("orchestrator_neighbours");
        try (Rig one = Rig.start(kafka, postgres, url, keys);
                Rig two = Rig.start(kafka, postgres, url, keys);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<Taken>> wishes = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(
                            () -> (i % 2 == 0 ? one : two).schedules(Rig.newWindow(), Duration.ofHours(3))))
                    .toList();
            int accepted = 0;
            for (Future<Taken> wish : wishes) {
                if (((Taken.Decided) wish.get()).decision() instanceof Decision.Accepted) {
                    accepted++;
                }
            }

            assertThat(accepted).isOne();
        }
    }

    @Test
    void ofTwoWindowsWithOnePersonScheduledAtOnceOneIsWarned(Kafka kafka, Postgres postgres, @TempDir Path keys)
            throws Exception {
        String url = postgres.createDatabase("orchestrator_people");
        try (Rig one = Rig.start(kafka, postgres, url, keys);
                Rig two = Rig.start(kafka, postgres, url, keys);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Instant start = Instant.now().plus(Duration.ofDays(3));
            String first = Rig.newWindow();
            String second = Rig.newWindow();
            List<Future<Taken>> wishes = List.of(
                    threads.submit(() -> one.takes(first, first, LEAD, new Schedule("quick", start, "C1"))),
                    threads.submit(() ->
                            two.takes(second, second, LEAD, new Schedule("elsewhere", start.plusSeconds(60), "C1"))));
            List<WindowEvent.ScheduleWarned> warnings = new ArrayList<>();
            for (Future<Taken> wish : wishes) {
                warnings.addAll(warnings(wish.get()));
            }

            assertThat(warnings).singleElement().satisfies(warned -> assertThat(warned.text())
                    .contains("has people of this team: Lena is"));
        }
    }

    @Test
    void aWindowThatBeginsAndMovesInOneTransactionIsWarnedOfItsNewDate(
            Kafka kafka, Postgres postgres, @TempDir Path keys) {
        String url = postgres.createDatabase("orchestrator_moves");
        try (Rig rig = Rig.start(kafka, postgres, url, keys)) {
            Instant start = Instant.now().plus(Duration.ofDays(3));
            String other = Rig.newWindow();
            rig.takes(other, other, LEAD, new Schedule("elsewhere", start.plus(Duration.ofDays(1)), "C1"));
            String window = Rig.newWindow();
            List<Taken> taken = rig.bean(WindowStore.class)
                    .takeAll(List.of(
                            rig.request(window, window + "1", LEAD, new Schedule("quick", start, "C1")),
                            rig.request(
                                    window,
                                    window + "2",
                                    LEAD,
                                    new WindowCommand.Move(start.plus(Duration.ofDays(1)), "later"))));

            assertThat(warnings(taken.getFirst())).isEmpty();
            assertThat(warnings(taken.getLast())).hasSize(1);
        }
    }

    private static List<WindowEvent.ScheduleWarned> warnings(Taken taken) {
        return ((Decision.Accepted) ((Taken.Decided) taken).decision())
                .events().stream()
                        .filter(WindowEvent.ScheduleWarned.class::isInstance)
                        .map(WindowEvent.ScheduleWarned.class::cast)
                        .toList();
    }

    @Test
    void anInputIsTakenOnce(Kafka kafka, Postgres postgres, @TempDir Path keys) {
        String url = postgres.createDatabase("orchestrator_once");
        try (Rig rig = Rig.start(kafka, postgres, url, keys)) {
            String window = Rig.newWindow();
            rig.schedules(window, Duration.ofHours(3));
            var hold = new WindowCommand.Hold("wait");

            assertThat(rig.takes(window, "once" + window, QA, hold))
                    .isInstanceOfSatisfying(Taken.Decided.class, taken -> assertThat(taken.decision())
                            .isInstanceOf(Decision.Accepted.class));
            assertThat(rig.takes(window, "once" + window, QA, hold)).isEqualTo(new Taken.Duplicate());
        }
    }

    private static void holds(Rig rig, String window) {
        List<LoggedEvent> log = rig.bean(StoredWindows.class).eventsAfter(window, 0, Integer.MAX_VALUE).stream()
                .map(event -> LoggedEvent.open(event.body()))
                .toList();
        WindowState state = History.of(log).state();

        assertThat(rig.state(window)).isEqualTo(state);
        assertThat(rig.bean(StoredTimers.class).earliest(1000).stream()
                        .filter(row -> row.window().equals(window))
                        .map(row -> row.timer().orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(
                        Timers.of(state).stream().map(Timer.class::cast).toList());
    }

    private static WindowCommand command(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new WindowCommand.Hold("wait");
            case 1 -> new WindowCommand.Resume();
            case 2 -> new WindowCommand.Attest("staging");
            case 3 -> new WindowCommand.Go();
            case 4 -> random.nextInt(6) == 0 ? new WindowCommand.Cancel("no") : new WindowCommand.Resume();
            default -> new WindowCommand.RollBack("no");
        };
    }
}
