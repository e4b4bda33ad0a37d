package io.tidegate.orchestrator.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimersTest {
    private static final Instant DUE = Instant.parse("2026-12-01T05:00:00Z");

    @Test
    void everyTimerComesBackFromItsName() {
        for (Timer timer : List.of(
                new Timer.Decision(DUE),
                new Timer.Start(DUE),
                new Timer.Notice("reminder-day", DUE),
                new Timer.Deadline("safety-copy", 2, DUE),
                new Timer.StatusDue(DUE),
                new Timer.End(DUE),
                new Timer.WatchEnd(DUE))) {
            assertThat(Timer.of(timer.name(), timer.due())).contains(timer);
        }
        assertThat(Timer.of("tea", DUE)).isEmpty();
    }
}
