package io.tidegate.notifier.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TruthTest {

    @ParameterizedTest
    @EnumSource(Status.class)
    void completeGoesOutOnlyWhileItIsSo(Status meanwhile) {
        NoticeFacts complete = Story.scheduled("w")
                .opened()
                .closed()
                .reopened(Duration.ofMinutes(1))
                .facts("complete", "users");

        boolean isSo = meanwhile == Status.WATCHING || meanwhile == Status.COMPLETED;
        assertThat(Truth.whyNot(complete, meanwhile).isEmpty()).isEqualTo(isSo);
    }

    @Test
    void anAnnouncementThatWaitedUntilTheWindowWasCancelledStaysHere() {
        NoticeFacts announce = Story.scheduled("w").facts("announce", "users");

        assertThat(Truth.whyNot(announce, Status.CANCELLED))
                .hasValueSatisfying(why -> assertThat(why).contains("cancelled"));
        assertThat(Truth.whyNot(announce, Status.DECIDING)).isEmpty();
    }

    @Test
    void whatWasTrueWhenItWasAskedForIsTrueWhileThatStateLasts() {
        NoticeFacts starting = Story.scheduled("w").opened().facts("starting", "users");

        assertThat(Truth.whyNot(starting, Status.IN_PROGRESS)).isEmpty();
        assertThat(Truth.whyNot(starting, Status.WATCHING)).isPresent();
    }

    @Test
    void thatTheMaintenanceIsDelayedIsNoNewsAfterItWasRolledBack() {
        NoticeFacts delayed = Story.scheduled("w")
                .opened()
                .closed()
                .happens(new WindowEvent.PersonNeeded("it went wrong", java.util.List.of("rollback")))
                .facts("delayed", "users");

        assertThat(Truth.whyNot(delayed, Status.ROLLING_BACK)).isEmpty();
        assertThat(Truth.whyNot(delayed, Status.ROLLED_BACK)).isPresent();
    }
}
