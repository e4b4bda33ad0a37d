package io.tidegate.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class CommitsTest {

    @Test
    void aCommitBetweenLookingAndWaitingIsNotMissed() throws InterruptedException {
        Commits commits = new Commits();
        long seen = commits.count();
        commits.happened();
        commits.await(seen, Duration.ofHours(1));

        assertThat(commits.count()).isEqualTo(seen + 1);
    }

    @Test
    void aLoopSleepsUntilACommitAndSurvivesAFailedRound() throws InterruptedException {
        Commits commits = new Commits();
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        Loop.Round round = () -> {
            switch (rounds.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("the first round fails");
                case 2 -> asleep.countDown();
                default -> woken.countDown();
            }
            return Duration.ofHours(1);
        };
        try (Loop loop = new Loop("test", commits, round).start()) {
            assertThat(loop).isNotNull();
            assertThat(asleep.await(10, TimeUnit.SECONDS)).isTrue();
            commits.happened();
            assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(rounds).hasValue(3);
        }
    }
}
