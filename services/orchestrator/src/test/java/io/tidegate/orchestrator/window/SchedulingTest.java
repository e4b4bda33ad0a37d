package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.START;
import static io.tidegate.orchestrator.PlanFixture.STRANGER;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanBuilder;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchedulingTest {

    @Test
    void aWindowScheduledWeeksAheadHasAllItsNoticesBeforeIt() {
        Story.unscheduled()
                .schedule(plan(), LEAD, START)
                .happens("window-scheduled")
                .is(Status.SCHEDULED)
                .has("notice:announce", "notice:reminder", "notice:starting", "decision");
    }

    @Test
    void whatWasMissedIsAnnouncedAtOnceAndTheRestIsLeftOut() {
        Story story = Story.unscheduled()
                .at(START.minus(Duration.ofMinutes(20)))
                .schedule(plan(), LEAD, START)
                .happens("window-scheduled", "notice-requested", "notice-skipped", "notice-skipped")
                .has("decision");

        assertThat(story.only(WindowEvent.NoticeRequested.class).notice()).isEqualTo("announce");
    }

    @Test
    void whateverAudienceHasHeardOfNoDateIsToldAtOnce() {
        Plan plan = plan().build();
        Plan.Notice announce = plan.notices().getFirst();
        Plan.Notice forManagement = new Plan.Notice(
                "announce-management",
                Offset.parse("D-7"),
                null,
                Plan.Template.ANNOUNCE,
                List.of("management"),
                announce.channels());
        Plan both = PlanBuilder.builder(plan)
                .notices(List.of(announce, forManagement))
                .build();

        Story.unscheduled()
                .at(START.minus(Duration.ofMinutes(20)))
                .takes(
                        new Input.FromPerson(
                                new WindowCommand.Schedule("small", START, "C1"),
                                new PlanLookup.Found(both, "a".repeat(64))),
                        LEAD)
                .happens("window-scheduled", "notice-requested", "notice-requested");
    }

    @Test
    void aDecisionPointThatHasPassedIsNow() {
        Story story = Story.unscheduled().at(START.minusSeconds(30)).schedule(plan(), LEAD, START);

        assertThat(story.window().decisionAt()).isEqualTo(START.minusSeconds(30));
        assertThat(story.window().endsAt()).isEqualTo(START.plus(Duration.ofHours(1)));
        story.fires("decision").happens("decision-opened", "step-requested").is(Status.DECIDING);
    }

    @Test
    void withoutATimeThePlansOwnIsTaken() {
        Story story = Story.unscheduled().schedule(plan(), LEAD, null);

        assertThat(story.window().startsAt()).isEqualTo(START);
    }

    @Test
    void aStartIsNeededAndMustBeAhead() {
        Story.unscheduled().schedule(plan().withoutStart(), LEAD, null).isRefused("start-missing");
        Story.unscheduled().at(START).schedule(plan(), LEAD, START).isRefused("start-passed");
    }

    @Test
    void onlyTheTeamSchedules() {
        Story.unscheduled().schedule(plan(), STRANGER, START).isRefused("not-in-the-team");
    }

    @Test
    void aPlanThatIsNotThereOrNotValidIsRefusedWithWhatThereIs() {
        var command = new WindowCommand.Schedule("smal", START, "C1");
        Story unknown = Story.unscheduled()
                .takes(new Input.FromPerson(command, new PlanLookup.Unknown("smal", List.of("small"))), LEAD)
                .isRefused("plan-unknown");
        assertThat(((Decision.Rejected) unknown.last()).refusal().mend()).contains("small");

        Story invalid = Story.unscheduled()
                .takes(new Input.FromPerson(command, new PlanLookup.Invalid("smal", List.of("smal.yaml:3:1: x"))), LEAD)
                .isRefused("plan-invalid");
        assertThat(((Decision.Rejected) invalid.last()).refusal().sentence()).contains("smal.yaml:3:1");
    }

    @Test
    void aWindowIsScheduledOnceAndNothingElseCanBeFirst() {
        Story.scheduled(plan()).schedule(plan(), LEAD, START).isRefused("scheduled-already");
        Story.unscheduled().wishes(LEAD, new WindowCommand.Go()).isRefused("no-such-window");
    }
}
