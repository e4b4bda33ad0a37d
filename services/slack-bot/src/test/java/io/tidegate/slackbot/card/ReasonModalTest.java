package io.tidegate.slackbot.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import com.slack.api.util.json.GsonFactory;
import io.tidegate.contracts.plan.PlanBuilder;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.Golden;
import io.tidegate.slackbot.Runbook;
import io.tidegate.slackbot.Story;
import io.tidegate.slackbot.command.CommandLine;
import io.tidegate.slackbot.command.Request;
import io.tidegate.slackbot.command.Understanding;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonModalTest {
    private static final String WINDOW = "portion-size-20261129-2200-3f9a";
    private static final String WISH = "slack:button:1796076060.000100:1796076061.000200";
    private static final Gson SLACK = GsonFactory.createSnakeCase();
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Every button that asks why, at a moment when it is on the card. */
    private static final Map<String, Function<Story, Story>> PRESSED = Map.of(
            "tidegate:unavailable", Runbook::asked,
            "tidegate:no-go", Runbook::decided,
            "tidegate:hold", Runbook::opened,
            "tidegate:extend", Runbook::proposed,
            "tidegate:go-on", Runbook::proposed,
            "tidegate:rollback", Runbook::proposed,
            "tidegate:skip:smoke-test", Runbook::byHand,
            "tidegate:fix", Runbook::needsPerson,
            "tidegate:rollback:swap-back", Runbook::needsPerson);

    static Stream<String> pressed() {
        return PRESSED.keySet().stream().sorted();
    }

    private static ReasonModal modal(String actionId) {
        return switch (Presses.of(actionId).orElseThrow()) {
            case Presses.Pressed.AsksWhy(ReasonModal modal) -> modal;
            case Presses.Pressed.Wish wish -> throw new AssertionError(actionId + " asks nothing");
        };
    }

    private static Window window(String actionId) {
        Story story = Story.begins(WINDOW, Instant.parse("2026-11-29T22:00:00Z"))
                .after(Duration.ofMinutes(1))
                .scheduled(Runbook.plan());
        return Objects.requireNonNull(PRESSED.get(actionId)).apply(story).window();
    }

    private static View opened(String actionId) {
        return modal(actionId).view(WINDOW, window(actionId), WISH).orElseThrow();
    }

    /** As Slack sends it back: what it was given, and what was written and chosen. */
    private static View submitted(View opened, @Nullable String written, @Nullable String chosen) {
        Map<String, Map<String, ViewState.Value>> values = new HashMap<>();
        values.put("reason", Map.of("written", value(value -> value.setValue(written))));
        if (chosen != null) {
            ViewState.SelectedOption option = new ViewState.SelectedOption();
            option.setValue(chosen);
            values.put("time", Map.of("chosen", value(value -> value.setSelectedOption(option))));
        }
        ViewState state = new ViewState();
        state.setValues(values);
        opened.setState(state);
        return opened;
    }

    private static ViewState.Value value(java.util.function.Consumer<ViewState.Value> with) {
        ViewState.Value value = new ViewState.Value();
        with.accept(value);
        return value;
    }

    @ParameterizedTest
    @MethodSource("pressed")
    void whoPressesIsToldWhatHappensAndAskedWhy(String actionId) {
        JsonObject view = SLACK.toJsonTree(opened(actionId)).getAsJsonObject();

        Golden.matches("modals/" + actionId.substring(9).replace(':', '-') + ".json", PRETTY.toJson(view));
        SlackLimits.holdModal(view);
    }

    @ParameterizedTest
    @MethodSource("pressed")
    void whatIsSubmittedIsTheWishOfTheTypedCommand(String actionId) {
        String typed = modal(actionId).typed(WINDOW);
        String chosen = actionId.endsWith("extend") ? "15m" : null;

        Submission submission = Submission.of(submitted(opened(actionId), "  errors, of\n<Budi>\t& all ", chosen));

        assertThat(CommandLine.read(typed.replace("/migration ", "").replace("<reason>", "errors, of <Budi> & all")))
                .isEqualTo(new Understanding.Understood(
                        new Request.Wish(((Submission.Wish) submission).command(), WINDOW)));
        assertThat(submission).isInstanceOfSatisfying(Submission.Wish.class, wish -> {
            assertThat(wish.id()).isEqualTo(WISH);
            assertThat(wish.window()).isEqualTo(WINDOW);
        });
    }

    @Test
    void theChosenTimeIsWished() {
        assertThat(Submission.of(submitted(opened("tidegate:extend"), "slow", "1h30m")))
                .isEqualTo(new Submission.Wish(WISH, WINDOW, new WindowCommand.Extend(Duration.ofMinutes(90), "slow")));
        assertThat(Submission.of(submitted(opened("tidegate:fix"), "the disk", "5m")))
                .isEqualTo(new Submission.Wish(WISH, WINDOW, new WindowCommand.Fix(Duration.ofMinutes(5), "the disk")));
        assertThat(Submission.of(submitted(opened("tidegate:extend"), "slow", null)))
                .isEqualTo(Submission.Wrong.at("time", "By how much?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n \t"})
    void withoutAReasonNothingIsWished(String written) {
        assertThat(Submission.of(submitted(opened("tidegate:rollback"), written, null)))
                .isEqualTo(Submission.Wrong.at("reason", "A reason is missing: it goes into the log."));
    }

    @Test
    void aReasonThatTheLogCannotKeepIsRefused() {
        assertThat(Submission.of(submitted(opened("tidegate:hold"), null, null)))
                .isInstanceOf(Submission.Wrong.class);
        assertThat(Submission.of(submitted(opened("tidegate:hold"), "x".repeat(1_001), null)))
                .isEqualTo(Submission.Wrong.at(
                        "reason",
                        "That reason has 1001 characters. At most 1000: say it shorter and link to the rest."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"window\":\"w-1\"}", "w-1"})
    void aModalOfAnotherVersionIsNotGuessedAt(String metadata) {
        View view = submitted(opened("tidegate:hold"), "errors", null);
        view.setPrivateMetadata(metadata);

        assertThat(Submission.of(view)).isInstanceOfSatisfying(Submission.Wrong.class, wrong -> assertThat(
                        wrong.errors().get("reason"))
                .contains("nothing was done"));
        view = submitted(opened("tidegate:hold"), "errors", null);
        view.setCallbackId("tidegate:go");
        assertThat(Submission.of(view)).isInstanceOf(Submission.Wrong.class);
    }

    @Test
    void whatTheWindowHasNoMoreIsNotAskedFor() {
        assertThat(modal("tidegate:rollback:swap-back").view(WINDOW, window("tidegate:no-go"), WISH))
                .as("before there is a safety copy")
                .isEmpty();
        assertThat(modal("tidegate:skip:nothing").view(WINDOW, window("tidegate:hold"), WISH))
                .isEmpty();
    }

    @Test
    void whatIsToBeTypedInsteadForAWindowOfAWaveNamesThatWindow() {
        Story story = Story.begins("w-north", Instant.parse("2026-11-29T22:00:00Z"))
                .scheduled(Runbook.plan().on("north"), new Wave("w", 1, 2, 1));

        assertThat(PRETTY.toJson(SLACK.toJsonTree(modal("tidegate:no-go")
                        .view("w-north", story.window(), WISH)
                        .orElseThrow())))
                .contains("`/migration postpone &lt;when&gt; &lt;reason&gt; --window w-north`");
    }

    @Test
    void aPlanOfAnySizeStaysWithinSlacksLimits() {
        String endless = "A very long title, with & < and > in it, that goes on and on ".repeat(5);
        String named = "w".repeat(63);
        Story story = Story.begins(named, Instant.parse("2026-11-29T22:00:00Z"))
                .scheduled(PlanBuilder.builder(Runbook.plan()).title(endless).build());

        for (String action : new String[] {"tidegate:no-go", "tidegate:rollback", "tidegate:extend"}) {
            SlackLimits.holdModal(SLACK.toJsonTree(
                            modal(action).view(named, story.window(), WISH).orElseThrow())
                    .getAsJsonObject());
        }
    }
}
