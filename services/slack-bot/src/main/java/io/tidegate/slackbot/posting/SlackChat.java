package io.tidegate.slackbot.posting;

import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.card.SlackCard;
import io.tidegate.slackbot.text.Sections;
import io.tidegate.slackbot.window.Tracked;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Slack's Web API as the {@link Chat}. */
public final class SlackChat implements Chat {
    /** What no second try mends; every other word of Slack's may be set right by a person meanwhile. */
    private static final Set<String> NEVER = Set.of(
            "invalid_blocks",
            "invalid_blocks_format",
            "msg_too_long",
            "msg_blocks_too_long",
            "no_text",
            "invalid_arguments",
            "message_not_found",
            "cant_update_message",
            "edit_window_closed",
            "user_not_in_channel",
            "user_not_found",
            "messages_tab_disabled");

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(1);

    private final MethodsClient slack;
    private final Clock clock;

    /** @param slack with the bot's token */
    public SlackChat(MethodsClient slack, Clock clock) {
        this.slack = slack;
        this.clock = clock;
    }

    @Override
    public Outcome postCard(String channel, Tracked tracked) {
        SlackCard.Card card = card(tracked);
        return call(
                () -> slack.chatPostMessage(post -> post.channel(channel)
                        .text(card.text())
                        .blocks(card.blocks())
                        .unfurlLinks(false)
                        .unfurlMedia(false)),
                response -> new Outcome.Done(response.getChannel(), response.getTs()));
    }

    @Override
    public Outcome updateCard(String channel, String ts, Tracked tracked) {
        SlackCard.Card card = card(tracked);
        return call(
                () -> slack.chatUpdate(update ->
                        update.channel(channel).ts(ts).text(card.text()).blocks(card.blocks())),
                response -> new Outcome.Done(channel, response.getTs()));
    }

    @Override
    public Outcome say(String channel, @Nullable String threadTs, boolean alsoInChannel, String text) {
        return call(
                () -> slack.chatPostMessage(post -> post.channel(channel)
                        .threadTs(threadTs)
                        .replyBroadcast(alsoInChannel && threadTs != null)
                        .text(text)
                        .blocks(sections(text))
                        .unfurlLinks(false)
                        .unfurlMedia(false)),
                response -> new Outcome.Done(response.getChannel(), response.getTs()));
    }

    @Override
    public Outcome whisper(String channel, String person, String text) {
        return call(
                () -> slack.chatPostEphemeral(
                        post -> post.channel(channel).user(person).text(text)),
                response -> new Outcome.Done(channel, response.getMessageTs()));
    }

    /** Opens a modal for whoever pressed. Slack takes a trigger once and for three seconds. */
    public Opening open(String triggerId, View modal) {
        Outcome outcome = call(
                () -> slack.viewsOpen(open -> open.triggerId(triggerId).view(modal)),
                response -> new Outcome.Done("", ""));
        return switch (outcome) {
            case Outcome.Done done -> new Opening.Opened();
            // A press that was delivered again: the first delivery has opened it.
            case Outcome.Trouble(String why) when why.equals("exchanged_trigger_id") -> new Opening.Opened();
            case Outcome.Trouble(String why) -> new Opening.Refused(why);
            case Outcome.Never(String code) -> new Opening.Refused(code);
            case Outcome.Later later -> new Opening.Refused("ratelimited");
        };
    }

    /** What became of opening a modal. */
    public sealed interface Opening {
        record Opened() implements Opening {}

        /** @param why Slack's own word, or what was wrong with the way to it */
        record Refused(String why) implements Opening {}
    }

    private SlackCard.Card card(Tracked tracked) {
        Window window = tracked.window().orElseThrow();
        return SlackCard.of(tracked, window, clock.instant());
    }

    /** A text that fits is sent as it is; only a longer one needs blocks. */
    private static @Nullable List<LayoutBlock> sections(String text) {
        List<String> parts = Sections.of(text);
        return parts.size() == 1
                ? null
                : parts.stream()
                        .<LayoutBlock>map(part -> section(block -> block.text(markdownText(part))))
                        .toList();
    }

    private interface Call<R> {
        R run() throws IOException, SlackApiException;
    }

    private static <R extends SlackApiTextResponse> Outcome call(Call<R> call, Function<R, Outcome> done) {
        try {
            R response = call.run();
            if (response.isOk()) {
                return done.apply(response);
            }
            String code = String.valueOf(response.getError());
            if (code.equals("ratelimited") || code.equals("rate_limited")) {
                return new Outcome.Later(DEFAULT_WAIT);
            }
            return NEVER.contains(code) ? new Outcome.Never(code) : new Outcome.Trouble(code);
        } catch (SlackApiException e) {
            return e.getResponse().code() == 429
                    ? new Outcome.Later(retryAfter(e.getResponse()))
                    : new Outcome.Trouble("HTTP " + e.getResponse().code());
        } catch (IOException e) {
            return new Outcome.Trouble(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Duration retryAfter(Response response) {
        String seconds = response.header("Retry-After");
        return seconds != null && seconds.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : DEFAULT_WAIT;
    }
}
