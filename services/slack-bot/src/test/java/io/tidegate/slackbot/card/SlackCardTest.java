package io.tidegate.slackbot.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.util.json.GsonFactory;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanBuilder;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.slackbot.Golden;
import io.tidegate.slackbot.Runbook;
import io.tidegate.slackbot.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlackCardTest {
    private static final Gson SLACK = GsonFactory.createSnakeCase();
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final Map<String, Function<Story, Story>> STATUSES = Map.ofEntries(
            Map.entry("scheduled", story -> story),
            Map.entry("deciding", story -> story.deciding().failed("preflight", "disk free 12 %, at least 20 % asked")),
            Map.entry("deciding-went", story -> story.deciding().approved()),
            Map.entry("in-progress", story -> opened(story)
                    .through(Phase.CLOSE, Phase.CLOSE)
                    .done("backup", 3_700)
                    .begun("test-restore")
                    .timer(new WindowEvent.StepProgressed("test-restore", 1, 45, "restoring <tables> & indexes"))
                    .after(Duration.ofSeconds(6))),
            Map.entry("held", story -> opened(story)
                    .done("stop-app", 900)
                    .by(Story.RATNA, new WindowEvent.WindowHeld("replication lags"))),
            Map.entry("overran-and-silent", story -> opened(story)
                    .begun("stop-app")
                    .after(Duration.ofHours(1))
                    .timer(new WindowEvent.WindowOverran(story.window().endsAt()))
                    .timer(new WindowEvent.AgentWentSilent("sppg", story.now()))),
            Map.entry("needs-person", story -> opened(story)
                    .through(Phase.CLOSE, Phase.MIGRATE)
                    .failed("verify", "index idx_portion_size is missing")
                    .timer(new WindowEvent.PersonNeeded("Verify the migration failed", List.of("resume")))
                    .signed()),
            Map.entry("rolling-back", story -> opened(story)
                    .through(Phase.CLOSE, Phase.MIGRATE)
                    .failed("verify", "index idx_portion_size is missing")
                    .timer(new WindowEvent.RollbackStarted("Verify the migration failed", null))
                    .signed()
                    .done("rollback-stop-app", 700)
                    .begun("rollback-drain")),
            Map.entry("rolled-back", story -> opened(story)
                    .through(Phase.CLOSE, Phase.MIGRATE)
                    .failed("verify", "index idx_portion_size is missing")
                    .rolledBack("Verify the migration failed")),
            Map.entry(
                    "watching",
                    story -> opened(story).through(Phase.CLOSE, Phase.REOPEN).reopened()),
            Map.entry("completed", story -> opened(story)
                    .through(Phase.CLOSE, Phase.REOPEN)
                    .reopened()
                    .after(Duration.ofMinutes(15))
                    .timer(new WindowEvent.WindowCompleted())
                    .signed()),
            Map.entry("postponed", story -> story.deciding()
                    .by(Story.BUDI, new WindowEvent.WindowPostponed("the kitchen is short of staff"))
                    .signed()),
            Map.entry(
                    "cancelled", story -> story.by(Story.RATNA, new WindowEvent.WindowCancelled("not needed any more"))
                            .signed()));

    private static final Map<String, Function<Story, Story>> OF_RUNBOOK = Map.of(
            "runbook-differing",
                    story -> Runbook.decided(story)
                            .timer(new WindowEvent.PlanDiffers(
                                    "37b67f97f817".repeat(6).substring(0, 64))),
            "runbook-stalled",
                    story -> Runbook.opened(story)
                            .begun("stop-app")
                            .after(Duration.ofMinutes(12))
                            .timer(new WindowEvent.WindowStalled(
                                    "stop-app",
                                    story.now().minus(Duration.ofMinutes(12)),
                                    List.of("hold", "rollback"))),
            "runbook-scheduled", Runbook::asked,
            "runbook-deciding", Runbook::decided,
            "runbook-proposal", Runbook::proposed,
            "runbook-by-hand", Runbook::byHand,
            "runbook-needs-person", Runbook::needsPerson,
            "runbook-mending", Runbook::mending,
            "runbook-over", Runbook::over);

    static Stream<String> ofRunbook() {
        return OF_RUNBOOK.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("ofRunbook")
    void whatAWindowAsksIsOnItsCard(String moment) {
        Story story = begin().scheduled(Runbook.plan());

        SlackCard.Card card =
                card(Objects.requireNonNull(OF_RUNBOOK.get(moment)).apply(story));

        JsonObject json = new JsonObject();
        json.addProperty("text", card.text());
        json.add("blocks", SLACK.toJsonTree(card.blocks()));
        Golden.matches("cards/" + moment + ".json", PRETTY.toJson(json));
        SlackLimits.hold(json.getAsJsonArray("blocks"));
    }

    /** None is there that the bot does not know when it is pressed, and each asks once before it is done. */
    @ParameterizedTest
    @MethodSource("ofRunbook")
    void everyButtonIsAWishAndAsksFirst(String moment) {
        Story story = begin().scheduled(Runbook.plan());

        card(Objects.requireNonNull(OF_RUNBOOK.get(moment)).apply(story)).blocks().stream()
                .filter(ActionsBlock.class::isInstance)
                .flatMap(block -> ((ActionsBlock) block).getElements().stream())
                .map(ButtonElement.class::cast)
                .forEach(button -> {
                    Presses.Pressed pressed = Presses.of(button.getActionId()).orElseThrow();
                    assertThat(button.getConfirm() == null)
                            .as(button.getActionId())
                            .isEqualTo(pressed instanceof Presses.Pressed.AsksWhy);
                });
    }

    private static Story opened(Story story) {
        return story.deciding().approved().opened();
    }

    private static Story begin() {
        return Story.begins("portion-size-20261129-2200-3f9a", Instant.parse("2026-11-29T22:00:00Z"))
                .after(Duration.ofMinutes(1));
    }

    static Stream<String> statuses() {
        return STATUSES.keySet().stream().sorted();
    }

    private static SlackCard.Card card(Story story) {
        return SlackCard.of(story.tracked(), story.window(), story.now());
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void everyStatusHasItsCard(String status) {
        SlackCard.Card card = card(Objects.requireNonNull(STATUSES.get(status)).apply(begin().scheduled(Story.plan())));

        JsonObject json = new JsonObject();
        json.addProperty("text", card.text());
        json.add("blocks", SLACK.toJsonTree(card.blocks()));
        Golden.matches("cards/" + status + ".json", PRETTY.toJson(json));
        SlackLimits.hold(json.getAsJsonArray("blocks"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void aPlanOfAnySizeStaysWithinSlacksLimits(String status) {
        Story story = Objects.requireNonNull(STATUSES.get(status)).apply(begin().scheduled(huge(Story.plan())));

        JsonElement blocks = SLACK.toJsonTree(card(story).blocks());

        SlackLimits.hold(blocks.getAsJsonArray());
        assertThat(card(story).text().length()).isLessThanOrEqualTo(3_000);
    }

    @Test
    void whatOthersWroteIsNeverMarkup() {
        Plan plan = Story.plan();
        Story story = begin().scheduled(plan)
                .by(Story.RATNA, new WindowEvent.WindowCancelled("<!channel> & <https://evil.example|click>"));

        String json = PRETTY.toJson(SLACK.toJsonTree(card(story).blocks()));

        assertThat(json).contains("&lt;!channel&gt; &amp; &lt;https://").doesNotContain("<!channel>");
    }

    /** The plan with sixty further steps of long names, and forty further criteria. */
    private static Plan huge(Plan plan) {
        List<Plan.Step> steps = new ArrayList<>(plan.steps());
        List<Plan.Criterion> criteria = new ArrayList<>(plan.criteria());
        String long_ = "A very long title, with & < and > in it, that goes on and on ".repeat(5);
        Plan.Step model = plan.steps().get(2);
        for (int i = 0; i < 60; i++) {
            Phase phase = Phase.values()[1 + i % 5];
            steps.add(
                    new Plan.Step("more-" + i, long_, phase, model.limit(), model.expected(), null, null, model.run()));
        }
        for (int i = 0; i < 40; i++) {
            criteria.add(new Plan.Criterion("more-" + i, long_, null, null, "qa"));
        }
        return PlanBuilder.builder(plan)
                .title(long_)
                .summary(long_)
                .criteria(criteria)
                .steps(steps)
                .build();
    }
}
