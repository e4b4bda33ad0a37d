package io.tidegate.notifier.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TruthTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static Story watched() {
        return Story.scheduled("w").opened().closed().reopened(Duration.ofMinutes(1));
    }

    static Stream<Arguments> meanwhile() {
        return Stream.of(
                Arguments.of(watched().window(), true),
                Arguments.of(
                        watched().happens(new WindowEvent.WindowCompleted()).window(), true),
                Arguments.of(watched().rollsBack("errors").window(), false),
                Arguments.of(
                        watched()
                                .happens(new WindowEvent.PersonNeeded("errors", List.of("rollback")))
                                .window(),
                        false),
                Arguments.of(
                        watched().rolledBack("errors", Duration.ofMinutes(1)).window(), false));
    }

    @ParameterizedTest
    @MethodSource("meanwhile")
    void completeGoesOutOnlyWhileItIsSo(Window now, boolean isSo) {
        NoticeFacts complete = watched().facts("complete", "users");

        assertThat(Truth.whyNot(complete, now).isEmpty())
                .as(now.status().label())
                .isEqualTo(isSo);
    }

    @Test
    void anAnnouncementThatWaitedUntilTheWindowWasCancelledStaysHere() {
        Story story = Story.scheduled("w");
        NoticeFacts announce = story.facts("announce", "users");

        assertThat(Truth.whyNot(announce, story.window())).isEmpty();
        assertThat(Truth.whyNot(
                        announce,
                        story.happens(new WindowEvent.WindowCancelled("no need"))
                                .window()))
                .hasValueSatisfying(why -> assertThat(why).contains("cancelled"));
    }

    @Test
    void whatWasTrueWhenItWasAskedForIsTrueWhileThatStateLasts() {
        Story story = Story.scheduled("w").opened();
        NoticeFacts starting = story.facts("starting", "users");

        assertThat(Truth.whyNot(starting, story.window())).isEmpty();
        assertThat(Truth.whyNot(
                        starting, story.closed().reopened(Duration.ofMinutes(1)).window()))
                .isPresent();
    }

    @Test
    void thatTheMaintenanceIsDelayedIsNoNewsAfterItWasRolledBack() {
        Story story = Story.scheduled("w")
                .opened()
                .closed()
                .happens(new WindowEvent.PersonNeeded("it went wrong", List.of("rollback")));
        NoticeFacts delayed = story.facts("delayed", "users");

        assertThat(Truth.whyNot(delayed, story.window())).isEmpty();
        assertThat(Truth.whyNot(
                        delayed,
                        story.rolledBack("it went wrong", Duration.ofMinutes(1)).window()))
                .isPresent();
    }

    @Test
    void thatTheChangeIsBeingUndoneIsNoNewsOnceItIs() {
        Story story = Story.scheduled("w").opened().closed().rollsBack("it went wrong");
        NoticeFacts undoing = story.facts("rolling-back", "users");

        assertThat(Truth.whyNot(undoing, story.window())).isEmpty();
        Story undone = Story.scheduled("w").opened().closed().rolledBack("it went wrong", Duration.ofMinutes(1));
        assertThat(Truth.whyNot(undoing, undone.window())).isPresent();
    }

    /** Whatever notice waits, and whatever state the window is in again: the old date does not leave any more. */
    @ParameterizedTest
    @MethodSource("ofTheOldDate")
    void aLetterThatTellsTheOldDateStaysHereAfterAMove(NoticeFacts old, Window now) {
        assertThat(Truth.whyNot(old, now))
                .hasValueSatisfying(why -> assertThat(why).contains("another date"));
    }

    static Stream<Arguments> ofTheOldDate() {
        Story postponed = Story.scheduled("w", Story.fullPlan())
                .happens(new WindowEvent.WindowPostponed("no decision by the start"));
        NoticeFacts postponement = postponed.facts("postponed", "users");
        Window again = postponed
                .moved(Story.START.plus(DAY))
                .happens(new WindowEvent.WindowPostponed("once more"))
                .window();
        Story moved = Story.scheduled("w", Story.fullPlan()).moved(Story.START.plus(DAY));
        NoticeFacts firstMove = moved.facts("moved", "users");
        Window twice = moved.moved(Story.START.plus(DAY.multipliedBy(2))).window();
        Stream<Arguments> before = Stream.of("announce", "reminder-week", "reminder-day", "starting")
                .map(notice ->
                        Arguments.of(Story.scheduled("w", Story.fullPlan()).facts(notice, "users"), twice));
        return Stream.concat(before, Stream.of(Arguments.of(postponement, again), Arguments.of(firstMove, twice)));
    }

    @Test
    void aPlannedEndThatHasMovedIsNotToldAnyMoreAndTheNewOneIs() {
        Story story = Story.scheduled("w", Story.fullPlan()).opened().closed();
        NoticeFacts inProgress = story.facts("in-progress", "users");
        story.happens(new WindowEvent.WindowExtended(Story.START.plus(Duration.ofMinutes(75)), "slow"));
        NoticeFacts longer = story.facts("longer", "users");

        assertThat(Truth.whyNot(inProgress, story.window())).isPresent();
        assertThat(Truth.whyNot(longer, story.window())).isEmpty();
        story.happens(new WindowEvent.WindowExtended(Story.START.plus(Duration.ofMinutes(90)), "slower"));
        assertThat(Truth.whyNot(longer, story.window())).isPresent();
    }

    @Test
    void nobodyIsCalledForWhatIsAnswered() {
        Story story = Story.scheduled("w", Story.fullPlan())
                .opened()
                .closed()
                .happens(new WindowEvent.PersonNeeded("it went wrong", List.of("rollback")))
                .escalated("person", 1);
        Call call = story.calls(List.of()).getFirst().call();

        assertThat(Truth.whyNot(call, story.window())).isEmpty();
        assertThat(Truth.whyNot(
                        call,
                        story.happens(new WindowEvent.EscalationAcknowledged("person"))
                                .window()))
                .isPresent();
        assertThat(Truth.whyNot(
                        call,
                        story.rolledBack("it went wrong", Duration.ofMinutes(1)).window()))
                .isPresent();
    }
}
