package io.tidegate.slackbot.card;

import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.ReasonText;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a submitted {@link ReasonModal} says. */
public sealed interface Submission {

    /** @param id the same for each submission of that modal */
    record Wish(String id, String window, WindowCommand command) implements Submission {}

    /** @param errors for people, plain text, by the block that they are shown at */
    record Wrong(Map<String, String> errors) implements Submission {
        static Wrong at(String block, String error) {
            return new Wrong(Map.of(block, error));
        }
    }

    /** @param view as Slack sends it back, with what was written into it */
    static Submission of(View view) {
        Optional<Presses.Named> pressed = Presses.named(String.valueOf(view.getCallbackId()))
                .filter(one -> one.press().asksWhy());
        Optional<ReasonModal.Carried> carried = carried(view.getPrivateMetadata());
        if (pressed.isEmpty() || carried.isEmpty()) {
            return Wrong.at(
                    ReasonModal.REASON,
                    "The bot was changed since this was opened, and nothing was done. Press the button again.");
        }
        String reason = ReasonText.line(value(view, ReasonModal.REASON, ReasonModal.WRITTEN)
                .map(ViewState.Value::getValue)
                .orElse(null));
        Optional<String> trouble = ReasonText.trouble(reason);
        if (trouble.isPresent()) {
            return Wrong.at(ReasonModal.REASON, trouble.get());
        }
        Optional<Duration> time = time(view);
        if (time.isEmpty() && pressed.get().press() == Press.EXTEND) {
            return Wrong.at(ReasonModal.TIME, "By how much?");
        }
        return new Wish(
                carried.get().wish(),
                carried.get().window(),
                pressed.get().press().wishFor(pressed.get().name(), reason, time.orElse(null)));
    }

    private static Optional<Duration> time(View view) {
        return value(view, ReasonModal.TIME, ReasonModal.CHOSEN)
                .flatMap(value -> Optional.ofNullable(value.getSelectedOption()))
                .map(option -> Durations.parse(option.getValue()));
    }

    private static Optional<ViewState.Value> value(View view, String block, String action) {
        return Optional.ofNullable(view.getState())
                .flatMap(state -> Optional.ofNullable(state.getValues()))
                .flatMap(values -> Optional.ofNullable(values.get(block)))
                .flatMap(values -> Optional.ofNullable(values.get(action)));
    }

    /** Empty for what no modal of this version carries. */
    private static Optional<ReasonModal.Carried> carried(@Nullable String metadata) {
        try {
            return metadata == null ? Optional.empty() : Optional.of(Json.read(metadata, ReasonModal.Carried.class));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
