package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.START;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Move;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Somebody is to be in two windows at once. */
final class PeopleInTwoWindowsTest {
    private static final List<Plan.Member> QUINN_AS_DBA = List.of(
            new Plan.Member("dba", "UQA", "Quinn", null, null), new Plan.Member("qa", "UX", "Xu", "UOPS", null));

    private static Neighbour elsewhere(Instant start, Plan.Member... team) {
        Plan plan = plan().target("elsewhere")
                .team(team.length == 0 ? QUINN_AS_DBA : List.of(team))
                .build();
        return new Neighbour("other-1", plan, Status.SCHEDULED, start, start.plus(Duration.ofHours(1)));
    }

    private static Story scheduledBeside(Neighbour neighbour) {
        return Story.unscheduled()
                .takes(
                        new Input.FromPerson(new Schedule("small", START, "C1"), plan().found(), List.of(neighbour)),
                        LEAD);
    }

    @Test
    void isWarnedOfWhenTheWindowIsScheduled() {
        Story story = scheduledBeside(elsewhere(START.plus(Duration.ofMinutes(30))))
                .happens("window-scheduled", "schedule-warned")
                .is(Status.SCHEDULED);

        assertThat(story.only(WindowEvent.ScheduleWarned.class))
                .isEqualTo(new WindowEvent.ScheduleWarned(
                        "people-in-two-windows",
                        "The window other-1 (Small migration) is at the same time, from 2026-12-01T05:30 to"
                                + " 2026-12-01T06:30 UTC, and has people of this team: Quinn is dba there. Choose"
                                + " another start, or let somebody stand in."));
    }

    @Test
    void isWarnedOfWhenTheWindowIsMoved() {
        Instant nextWeek = START.plus(Duration.ofDays(7));
        Story.scheduled(plan())
                .takes(
                        new Input.FromPerson(
                                new Move(nextWeek, "the replica lags"),
                                new PlanLookup.NotAsked(),
                                List.of(elsewhere(nextWeek))),
                        LEAD)
                .happens("window-moved", "schedule-warned");
    }

    @Test
    void isNotSaidOnceForEachOfManyWindows() {
        List<Neighbour> five = Stream.of("a", "b", "c", "d", "e")
                .map(id -> new Neighbour(
                        id,
                        plan().target(id).team(QUINN_AS_DBA).build(),
                        Status.SCHEDULED,
                        START,
                        START.plus(Duration.ofHours(1))))
                .toList();
        Story story = Story.unscheduled()
                .takes(new Input.FromPerson(new Schedule("small", START, "C1"), plan().found(), five), LEAD)
                .happens(
                        "window-scheduled", "schedule-warned", "schedule-warned", "schedule-warned", "schedule-warned");

        assertThat(story.happened())
                .last()
                .extracting("text")
                .isEqualTo("2 more windows are at the same time with people of this team.");
    }

    @Test
    void isNoWarningAtAnotherTime() {
        scheduledBeside(elsewhere(START.plus(Duration.ofHours(1)))).happens("window-scheduled");
    }

    @Test
    void isNoWarningWhereThePersonOnlyStandsIn() {
        scheduledBeside(elsewhere(START, new Plan.Member("dba", "UX", "Xu", "UQA", null)))
                .happens("window-scheduled");
    }
}
