package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.START;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.orchestrator.timers.Timer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two windows on one target. */
final class NeighbourTest {
    private static Neighbour from(int startMinutes, int endMinutes, Status status) {
        return new Neighbour(
                "other-1",
                plan().titled("Another migration").team(List.of()).build(),
                status,
                START.plus(Duration.ofMinutes(startMinutes)),
                START.plus(Duration.ofMinutes(endMinutes)));
    }

    private static Story schedulingBeside(Neighbour neighbour) {
        return Story.unscheduled()
                .takes(
                        new Input.FromPerson(new Schedule("small", START, "C1"), plan().found(), List.of(neighbour)),
                        LEAD);
    }

    @Test
    void aWindowThatWouldOverlapAnotherOnItsTargetIsRefused() {
        Story refused = schedulingBeside(from(-30, 1, Status.SCHEDULED)).isRefused("target-taken");
        schedulingBeside(from(59, 120, Status.DECIDING)).isRefused("target-taken");

        Refusal refusal = ((Decision.Rejected) refused.last()).refusal();
        assertThat(refusal.sentence())
                .isEqualTo("The window other-1 (Another migration) has the target pg from 2026-12-01T04:30 to"
                        + " 2026-12-01T05:01 UTC.");
        assertThat(refusal.mend()).contains("/migration cancel --window other-1");
    }

    @Test
    void oneThatEndsWhereTheOtherBeginsIsNot() {
        schedulingBeside(from(-60, 0, Status.SCHEDULED)).is(Status.SCHEDULED);
        schedulingBeside(from(60, 120, Status.SCHEDULED)).is(Status.SCHEDULED);
    }

    @Test
    void aWindowDoesNotOpenWhileAnotherIsStillOpenOnItsTarget() {
        Story story = Story.gone(plan()).at(START);
        story.takes(
                new Input.FromTimer(new Timer.Start(START), List.of(from(-120, -60, Status.NEEDS_PERSON))),
                Actor.timer("start"));

        story.is(Status.POSTPONED);
        assertThat(story.window().trouble()).contains("other-1 (Another migration) is still open on pg");
    }

    @Test
    void oneThatIsOnlyScheduledDoesNotStandInTheWay() {
        Story story = Story.gone(plan()).at(START);
        story.takes(
                new Input.FromTimer(new Timer.Start(START), List.of(from(60, 120, Status.SCHEDULED))),
                Actor.timer("start"));

        story.is(Status.IN_PROGRESS);
    }
}
