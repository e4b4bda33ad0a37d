package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanStepBuilder;
import io.tidegate.contracts.window.Rung;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.WindowCommand.Done;
import io.tidegate.contracts.window.WindowCommand.Fix;
import io.tidegate.contracts.window.WindowCommand.Retry;
import io.tidegate.contracts.window.WindowCommand.RollBack;
import io.tidegate.contracts.window.WindowCommand.Skip;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A step fails: time to mend it, what takes its place, and which way back. */
final class MendingTest {
    private static final Duration TEN = Duration.ofMinutes(10);

    private static Story migrationFails() {
        return Story.opened(plan().fix(TEN)).succeeds("stop-app").fails("migrate");
    }

    @Test
    void aFailedStepGetsTenMinutesAndThenIsRolledBack() {
        Story story = migrationFails()
                .happens("step-failed", "person-needed", "notice-requested", "fix-started")
                .is(Status.NEEDS_PERSON);

        assertThat(requireNonNull(story.window().fix()).until())
                .isEqualTo(story.now().plus(TEN));
        story.fires("fix-end")
                .happens("rollback-started", "notice-requested", "step-requested")
                .is(Status.ROLLING_BACK);
        assertThat(story.window().trouble()).contains("the time to mend it is over");
    }

    @Test
    void whatIsMendedInTimeGoesOn() {
        Story story = migrationFails()
                .later(Duration.ofMinutes(4))
                .wishes(QA, new Retry())
                .happens("window-resumed", "step-requested")
                .asksFor("migrate", 2)
                .succeeds("migrate")
                .is(Status.IN_PROGRESS);

        assertThat(story.window().fix()).isNull();
    }

    @Test
    void theCountdownGoesOnThroughARetryThatFails() {
        Story story = migrationFails();
        var until = requireNonNull(story.window().fix()).until();

        story.later(Duration.ofMinutes(4))
                .wishes(QA, new Retry())
                .fails("migrate")
                .happens("step-failed", "person-needed");
        assertThat(requireNonNull(story.window().fix()).until()).isEqualTo(until);
        story.later(Duration.ofMinutes(5))
                .wishes(QA, new Retry())
                .later(Duration.ofMinutes(2))
                .fails("migrate")
                .happens("step-failed", "rollback-started", "notice-requested", "step-requested");
    }

    @Test
    void theCountdownGoesOnWhileAnotherStepIsLeftOut() {
        Story story = Story.opened(plan().withEverything()).succeeds("stop-app").fails("migrate");
        var until = requireNonNull(story.window().fix()).until();

        story.wishes(QA, new Retry())
                .wishes(QA, new Skip("by-hand", "tested before"))
                .fails("migrate");
        assertThat(requireNonNull(story.window().fix()).until()).isEqualTo(until);
    }

    @Test
    void whereThePlanAsksAPersonTakesTimeAndIsAskedAgainWhenItIsOver() {
        Story story = Story.opened(plan().askingOnFailure())
                .succeeds("stop-app")
                .fails("migrate")
                .happens("step-failed", "person-needed", "notice-requested")
                .wishes(QA, new Fix(null, "a grant is missing"))
                .happens("fix-started")
                .wishes(QA, new Fix(null, "more"))
                .isRefused("mending-already")
                .fires("fix-end")
                .happens("fix-ran-out")
                .is(Status.NEEDS_PERSON);

        assertThat(story.window().fix()).isNull();
        assertThat(story.window().askedAt()).isEqualTo(story.now());
    }

    @Test
    void mendingHasBoundsAndNeedsAFailure() {
        Story.opened(plan().askingOnFailure())
                .fails("stop-app")
                .wishes(QA, new Fix(Duration.ofHours(2), "x"))
                .isRefused("fix-out-of-bounds");
        Story.opened(plan()).wishes(QA, new Fix(null, "x")).isRefused("nothing-failed");
        Story.opened(plan()).wishes(QA, new Retry()).isRefused("nothing-failed");
    }

    @Test
    void theApplicationThatDoesNotStartIsReplacedByItsPreviousVersion() {
        Story story = Story.opened(plan().withEverything())
                .succeeds("stop-app")
                .succeeds("migrate")
                .succeeds("verify")
                .fails("start-app")
                .is(Status.NEEDS_PERSON)
                .fires("fix-end")
                .happens("window-resumed", "step-skipped", "step-requested")
                .asksFor("by-hand", 1);

        assertThat(story.window().step("start-app").orElseThrow().progress()).isEqualTo(StepState.Progress.SKIPPED);
        story.wishes(QA, new Done(null, "")).asksFor("previous", 1);
    }

    @Test
    void whatTakesAnothersPlaceIsLeftOutWhereNothingFailed() {
        Story story = Story.opened(plan().withEverything())
                .succeeds("stop-app")
                .succeeds("migrate")
                .succeeds("verify")
                .succeeds("start-app")
                .wishes(QA, new Done(null, ""))
                .happens("step-succeeded", "step-skipped", "window-reopened", "notice-requested")
                .is(Status.WATCHING);

        assertThat(story.only(WindowEvent.StepSkipped.class).reason()).contains("did not fail");
    }

    @Test
    void aStepsOwnWordOnFailureCountsMoreThanThePlans() {
        var asking = plan().fix(TEN)
                .steps(step -> step.id().equals("migrate")
                        ? PlanStepBuilder.builder(step)
                                .onFailure(Plan.OnFailure.ASK)
                                .build()
                        : step);

        Story.opened(asking)
                .succeeds("stop-app")
                .fails("migrate")
                .happens("step-failed", "person-needed", "notice-requested");
    }

    @Test
    void aPersonChoosesTheRungAndThoseBeforeItAreLeftOut() {
        Story story = protectedWindow();

        assertThat(Rung.of(story.window())).extracting(Rung::step).containsExactly("swap-back", "restore");
        story.wishes(LEAD, new RollBack("the copy is suspect", "restore"))
                .happens("step-failed", "rollback-started", "notice-requested", "step-requested")
                .succeeds("close-again")
                .asksFor("restore", 1);
        assertThat(story.only(WindowEvent.StepSkipped.class).reason()).contains("was chosen instead");
        story.wishes(OWNER, new RollBack("x", "undo")).isRefused("rolling-back-already");
    }

    @Test
    void aRungThatIsNotThereIsRefusedByName() {
        protectedWindow().wishes(LEAD, new RollBack("x", "undo")).isRefused("no-such-rung");
    }

    /** The migration is at work; a safety copy and a backup are there. */
    private static Story protectedWindow() {
        return Story.opened(plan().withLadder().withCopies())
                .succeeds("stop-app")
                .succeeds("copy")
                .succeeds("backup")
                .asksFor("migrate", 1);
    }
}
