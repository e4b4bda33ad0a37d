package io.tidegate.slackbot.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanBuilder;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.slackbot.Golden;
import io.tidegate.slackbot.Runbook;
import io.tidegate.slackbot.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SayingsTest {
    private static Story begins() {
        return Story.begins("portion-size-20261129-2200-3f9a", Instant.parse("2026-11-29T22:00:00Z"))
                .scheduled(Story.plan());
    }

    /** What the log's events say, each as {@code where: text}. */
    private static String told(Story story) {
        Tracked tracked = Tracked.unknown(story.tracked().id());
        List<String> lines = new ArrayList<>();
        for (LoggedEvent event : story.events()) {
            tracked = tracked.after(event);
            for (Saying saying : Sayings.of(event, tracked)) {
                lines.add(saying.kind() + ": " + saying.text());
                if (saying.kind() == Saying.Kind.CHANNEL) {
                    tracked = tracked.heard(event.time());
                }
            }
        }
        return String.join("\n", lines);
    }

    @Test
    void aWindowThatWentWellIsTold() {
        Golden.matches(
                "told/completed.txt",
                told(begins().deciding()
                        .approved()
                        .opened()
                        .through(Phase.CLOSE, Phase.REOPEN)
                        .reopened()
                        .after(Duration.ofMinutes(5))
                        .timer(new WindowEvent.StatusReported("watching", "All is quiet.", "completed."))
                        .after(Duration.ofMinutes(10))
                        .timer(new WindowEvent.WindowCompleted())
                        .signed()));
    }

    @Test
    void aWindowThatWasRolledBackIsTold() {
        Golden.matches(
                "told/rolled-back.txt",
                told(begins().deciding()
                        .approved()
                        .opened()
                        .through(Phase.CLOSE, Phase.MIGRATE)
                        .failed("verify", "index idx_portion_size is missing")
                        .rolledBack("Verify the migration failed: index idx_portion_size is missing")));
    }

    @Test
    void whoIsRefusedIsToldAloneAndTheThreadKnows() {
        Story story = begins().by(
                        Actor.person("U0AGUS", "Agus"),
                        new WindowEvent.CommandRefused(
                                "go", "not-an-approver", "Agus is no approver.", "Ask Ratna or <Budi>."));

        assertThat(Sayings.of(story.events().getLast(), story.tracked()))
                .satisfiesExactly(
                        whisper -> {
                            assertThat(whisper.kind()).isEqualTo(Saying.Kind.WHISPER);
                            assertThat(whisper.person()).isEqualTo("U0AGUS");
                            assertThat(whisper.text()).contains("`go` was refused", "Ask Ratna or &lt;Budi&gt;.");
                        },
                        thread -> assertThat(thread.kind()).isEqualTo(Saying.Kind.THREAD));
    }

    @Test
    void theChannelIsNeverSilentLongerThanThePlanAllows() {
        Story story = begins().deciding();
        Tracked heard = story.tracked().heard(story.now());

        assertThat(Silence.broken(heard, story.now().plus(Duration.ofMinutes(4))))
                .isEmpty();
        assertThat(Silence.broken(heard, story.now().plus(Duration.ofMinutes(5).minusSeconds(10))))
                .get()
                .satisfies(saying -> assertThat(saying.text()).contains("deciding · Go or no-go is being decided."));
    }

    @Test
    void aWindowThatIsNotOpenMayBeSilent() {
        Story story = begins();

        assertThat(Silence.broken(story.tracked(), story.now().plus(Duration.ofHours(5))))
                .isEmpty();
    }

    @Test
    void anOrchestratorThatIsNotHeardIsAnAlarmAndNoStatus() {
        Story story = begins().deciding();
        Tracked heard = story.tracked().heard(story.now().plus(Duration.ofMinutes(5)));
        Instant late = story.now().plus(Duration.ofMinutes(6));

        assertThat(Silence.broken(heard, late.minusMillis(1))).isEmpty();
        assertThat(Silence.broken(heard, late)).get().satisfies(saying -> assertThat(saying.text())
                .contains("The orchestrator of this window has not been heard since", "<@U0RATNA>")
                .doesNotContain("Go or no-go is being decided"));
        assertThat(Silence.broken(heard.heard(late), late.plusSeconds(1)))
                .as("said once, and then at the cadence")
                .isEmpty();
        assertThat(Silence.broken(heard.heard(late), late.plus(Duration.ofMinutes(5))))
                .isPresent();
        assertThat(Silence.ended(heard, late)).get().satisfies(saying -> assertThat(saying.text())
                .contains("is heard again, after 6 min"));
        assertThat(Silence.ended(heard, late.minusMillis(1))).isEmpty();
    }

    @Test
    void aLineOfAWaveNamesItsTargetAndWhatToTypeNamesTheWindow() {
        Plan plan = PlanBuilder.builder(Story.plan().on("north"))
                .targetTitle("Northern branch")
                .build();
        String told = told(Story.begins("w-north", Instant.parse("2026-11-29T22:00:00Z"))
                .scheduled(plan, new Wave("w", 1, 3, 1))
                .timer(new WindowEvent.AvailabilityAsked("qa", "U0SARI"))
                .timer(new WindowEvent.WindowPostponed("the disk is full")));

        assertThat(told)
                .contains(
                        "05:00 … Northern branch, scheduled · Sari (qa) is asked",
                        "or for all of the wave with `/migration available --wave w`");
    }

    @Test
    void aWindowWithTroubleIsToldAndThoseWhoAreCalledAreNamed() {
        Golden.matches("told/trouble.txt", told(Runbook.troubled("w-1", Instant.parse("2026-11-29T22:00:00Z"))));
    }

    @Test
    void aPlanIsShown() {
        Story story = begins();

        Golden.matches("plan.txt", PlanText.of(story.tracked().id(), story.window()));
    }
}
