package io.tidegate.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.orchestrator.live.Strike.Aim;
import io.tidegate.orchestrator.live.Strike.Moment;
import io.tidegate.orchestrator.live.Strike.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of two orchestrators one stands still (SIGSTOP) in the middle of a transaction, with its connections and locks, for
 * longer than its leases last: the other brings the window to its end. When it goes on it does no harm, and both bring
 * another window to its end.
 */
@Infrastructure
final class PausedOrchestratorIT {
    private final Path directory;

    PausedOrchestratorIT(@TempDir Path directory) {
        this.directory = directory;
    }

    private Stage stage;

    @BeforeEach
    void start(Kafka kafka, Postgres postgres) {
        stage = new Stage(kafka, postgres, directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        stage.close();
    }

    @Test
    @EnabledIfSystemProperty(named = "faults.every", matches = "true", disabledReason = "half a minute long")
    void pausedWhileItHoldsAWindow() {
        pausedAt(new Aim(new Point("PostgreSQL: append", 2), Moment.AFTER));
    }

    @Test
    void pausedBetweenPublishingAndForgetting() {
        pausedAt(new Aim(new Point("Kafka: produce", 2), Moment.AFTER));
    }

    private void pausedAt(Aim aim) {
        Trace undisturbed = stage.play(Strike.none()).trace();
        var pair = new Pair(aim);
        try {
            ShortWindow first = stage.window(pair::look);
            first.play();
            stage.settle(first);
            OrchestratorProcess paused = pair.paused();
            assertThat(stage.trace(first)).isEqualTo(undisturbed);

            int seen = pair.requests();
            paused.goOn();
            first.until(() -> pair.isBackSince(seen));
            stage.again();
            ShortWindow second = stage.window(pair::look);
            second.play();
            stage.settle(second);
            assertThat(stage.trace(second)).isEqualTo(undisturbed);
            assertThat(stage.trace(first)).isEqualTo(undisturbed);
        } finally {
            pair.close();
        }
    }

    /** Two orchestrators; whichever comes to the aim first is paused there. */
    private final class Pair {
        private record Member(Strike strike, Lines lines, OrchestratorProcess process) {}

        private final List<Member> members = new ArrayList<>();
        private final AtomicReference<@Nullable Member> paused = new AtomicReference<>();

        Pair(Aim aim) {
            stage.clear();
            for (int i = 0; i < 2; i++) {
                Strike strike = Strike.at(aim);
                Lines lines = stage.lines(strike);
                Member member = new Member(strike, lines, stage.process(lines));
                strike.with(() -> pause(member));
                members.add(member);
            }
            ShortWindow.soon(() -> members.stream().allMatch(Pair::reads));
        }

        private static boolean reads(Member member) {
            return member.strike().passed().stream()
                    .anyMatch(point -> point.request().equals("Kafka: fetch"));
        }

        private void pause(Member member) {
            if (paused.compareAndSet(null, member)) {
                member.process().pause();
            }
        }

        OrchestratorProcess paused() {
            return pausedMember().process();
        }

        private Member pausedMember() {
            return Objects.requireNonNull(paused.get(), "neither came to the aim");
        }

        int requests() {
            return pausedMember().strike().passed().size();
        }

        /** It is a member of the consumer group again, and reads timers or waits for the lease. */
        boolean isBackSince(int seen) {
            List<Point> passed = pausedMember().strike().passed();
            List<Point> since = passed.subList(seen, passed.size());
            return since.stream().anyMatch(point -> point.request().equals("Kafka: syncgroup"))
                    && since.stream().anyMatch(point -> point.request().equals("PostgreSQL: hold a lease"));
        }

        void look() {
            members.stream().filter(member -> member != paused.get()).forEach(member -> member.process()
                    .look());
        }

        void close() {
            Member member = paused.get();
            if (member != null) {
                member.process().goOn();
            }
            members.forEach(each -> {
                each.process().close();
                each.lines().close();
            });
        }
    }
}
