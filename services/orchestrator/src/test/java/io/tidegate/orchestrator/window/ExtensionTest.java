package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.START;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.WindowCommand.Extend;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExtensionTest {
    private static final Extend QUARTER = new Extend(Duration.ofMinutes(15), "the index takes longer");

    @Test
    void anApproverMovesThePlannedEndAndItsTimer() {
        Story story = Story.opened(plan()).wishes(LEAD, QUARTER).happens("window-extended");

        assertThat(story.window().endsAt()).isEqualTo(START.plus(Duration.ofMinutes(75)));
        assertThat(Timers.of(story.window()))
                .contains(new Timer.End(story.window().endsAt()));
        story.wishes(OWNER, QUARTER).happens("window-extended");
        assertThat(story.window().endsAt()).isEqualTo(START.plus(Duration.ofMinutes(90)));
    }

    @Test
    void anEndThatHasPassedMovesFromNowOnAndMayPassAgain() {
        Story story =
                Story.opened(plan()).fires("end").later(Duration.ofMinutes(40)).wishes(LEAD, QUARTER);

        assertThat(story.window().endsAt()).isEqualTo(START.plus(Duration.ofMinutes(60 + 40 + 15)));
        assertThat(story.window().overran()).isFalse();
        story.fires("end").happens("window-overran");
    }

    @Test
    void theEndOfARollbackMovesToo() {
        Story.opened(plan())
                .succeeds("stop-app")
                .fails("migrate")
                .wishes(LEAD, QUARTER)
                .happens("window-extended");
    }

    @Test
    void whoMayNotOrWhatCannotBeIsRefused() {
        Story.opened(plan()).wishes(QA, QUARTER).isRefused("not-an-approver");
        Story.opened(plan())
                .wishes(LEAD, new Extend(Duration.ofSeconds(59), "a little"))
                .isRefused("extension-out-of-bounds");
        Story.opened(plan())
                .wishes(LEAD, new Extend(Duration.ofHours(5), "a lot"))
                .isRefused("extension-out-of-bounds");
        Story.gone(plan()).wishes(LEAD, QUARTER).isRefused("not-open-yet");
        Story.scheduled(plan()).wishes(LEAD, QUARTER).isRefused("not-open-yet");
    }
}
