package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.Resume;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkTest {

    @Test
    void aWindowGoesStepByStepToItsEnd() {
        Story story = Story.opened(plan())
                .happens("window-opened", "notice-requested", "step-requested")
                .asksFor("stop-app", 1)
                .succeeds("stop-app")
                .happens("step-succeeded", "step-requested")
                .succeeds("migrate")
                .succeeds("verify")
                .succeeds("start-app")
                .happens("step-succeeded", "window-reopened", "notice-requested")
                .is(Status.WATCHING);

        assertThat(story.only(WindowEvent.WindowReopened.class).downtimeMs()).isEqualTo(4000);
        story.fires("watch-end")
                .happens("window-completed")
                .is(Status.COMPLETED)
                .has();
    }

    @Test
    void aWatchStepIsDoneBeforeTheWindowIsComplete() {
        Story.watched(plan().withWatchStep())
                .asksFor("look", 1)
                .later(Duration.ofMinutes(9))
                .succeeds("look")
                .fires("watch-end")
                .is(Status.COMPLETED);
    }

    @Test
    void reportsOfOtherAttemptsOtherStepsAndOtherAgentsChangeNothing() {
        Story story = Story.opened(plan());
        story.reports(new Report.StepSucceeded("stop-app", 2, 1, List.of())).isIgnored("stale");
        story.reports(new Report.StepSucceeded("migrate", 0, 1, List.of())).isIgnored("not at work");
        story.reports(new Report.StepSucceeded("nonsense", 1, 1, List.of())).isIgnored("no step");
        story.takes(new Input.FromAgent(new Report.StepSucceeded("stop-app", 1, 1, List.of())), Actor.agent("other"))
                .isIgnored("not from the agent");
        story.takes(new Input.FromAgent(new Report.StepSucceeded("stop-app", 1, 1, List.of())), LEAD)
                .isIgnored("not from the agent");
        story.reports(new Report.StepStarted("stop-app", 1)).happens("step-started");
        story.reports(new Report.StepStarted("stop-app", 1)).isIgnored("known to have started");
        story.reports(new Report.StepProgressed("stop-app", 1, 50, "half")).happens("step-progressed");
        story.reports(new Report.StepProgressed("stop-app", 1, 50, "half")).isIgnored("is known");
        story.succeeds("stop-app");
        story.reports(new Report.StepSucceeded("stop-app", 1, 1, List.of())).isIgnored("not at work");
    }

    @Test
    void reportsForNoWindowOrAWindowThatIsOverChangeNothing() {
        Story.unscheduled().reports(new Report.StepStarted("x", 1)).isIgnored("no such window");
        Story.watched(plan())
                .fires("watch-end")
                .reports(new Report.StepFailed("start-app", 1, "broken", "late", List.of()))
                .isIgnored("not at work");
    }

    @Test
    void theLastNoticesAreDeliveredAfterTheEnd() {
        Story.watched(plan())
                .fires("watch-end")
                .delivered("complete", 0)
                .happens("notice-delivered")
                .delivered("complete", 0)
                .isIgnored("is known")
                .delivered("rolled-back", 0)
                .isIgnored("nobody asked");
    }

    @Test
    void aHeldWindowHandsOutNoStepUntilItIsResumed() {
        Story.opened(plan())
                .wishes(QA, new Hold("look first"))
                .wishes(QA, new Hold("look first"))
                .isRefused("held-already")
                .succeeds("stop-app")
                .happens("step-succeeded")
                .wishes(QA, new Resume())
                .happens("window-resumed", "step-requested")
                .asksFor("migrate", 1)
                .wishes(QA, new Resume())
                .isRefused("not-held");
    }

    @Test
    void theChannelHearsSomethingAtThePlansCadence() {
        Story story = Story.opened(plan());
        Instant heard = story.window().heardAt();
        story.fires("status").happens("status-reported");
        assertThat(story.now()).isEqualTo(heard.plus(Duration.ofMinutes(5)));
        story.fires("status").happens("status-reported");
        assertThat(story.now()).isEqualTo(heard.plus(Duration.ofMinutes(10)));
    }

    @Test
    void anOverrunIsSaidOnce() {
        Story story = Story.opened(plan());
        var end = new io.tidegate.orchestrator.timers.Timer.End(story.window().endsAt());
        story.fires("end").happens("window-overran", "notice-requested");
        story.fires(end).isIgnored("stale");
    }

    @Test
    void aTimerThatIsNotDueChangesNothing() {
        Story story = Story.gone(plan());
        story.takes(
                        new Input.FromTimer(new io.tidegate.orchestrator.timers.Timer.Start(
                                story.window().startsAt())),
                        Actor.timer("start"))
                .isIgnored("not due");
    }

    @Test
    void anAgentsSilenceIsSaidOnceAndItsReturnToo() {
        Story story = Story.opened(plan());
        var silent = new Input.AgentSilent("pg", story.now());
        story.takes(silent, Actor.orchestrator()).happens("agent-went-silent");
        story.takes(silent, Actor.orchestrator()).isIgnored("changes nothing");
        story.takes(new Input.AgentHeard("pg"), Actor.agent("pg")).happens("agent-came-back");
        story.takes(new Input.AgentHeard("pg"), Actor.agent("pg")).isIgnored("changes nothing");
        Story.scheduled(plan()).takes(silent, Actor.orchestrator()).isIgnored("changes nothing");
    }

    @Test
    void aNoticeThatIsDueGoesOutUnlessTheStartHasPassed() {
        Story.scheduled(plan()).fires("notice:starting").happens("notice-requested");
        Story.opened(plan())
                .later(Duration.ofMinutes(2))
                .fires("notice:starting")
                .happens("notice-skipped");
    }
}
