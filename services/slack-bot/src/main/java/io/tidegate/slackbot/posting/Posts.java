package io.tidegate.slackbot.posting;

import io.tidegate.slackbot.window.Saying;
import io.tidegate.slackbot.window.Tracked;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is still to be said, kept so that a crash loses none of it. */
public interface Posts {

    /** @param cardTs the card in whose thread it belongs, or null where the chat takes none */
    record Waiting(
            long id,
            String window,
            Saying.Kind kind,
            String person,
            String text,
            @Nullable String cardTs) {}

    /** @param ts the card that shows an older state, or null when there is none yet */
    record CardDue(Tracked tracked, @Nullable String ts) {}

    /** Channels in which something is to be said or a card is behind. */
    List<String> channels();

    /** A window of that channel whose card is behind its state; one without a card first. */
    Optional<CardDue> cardDue(String channel);

    /**
     * Lines for thread and channel, the oldest first, at most 50; a row that was in doubt at a crash is among them
     * again. Lines of a window whose card is still to be posted wait for it.
     */
    List<Waiting> lines(String channel);

    /** Whispers, the oldest first, at most 50. */
    List<Waiting> whispers(String channel);

    /** From here on a crash leaves these in doubt. */
    void sending(List<Long> ids);

    void sent(List<Long> ids, String ts);

    /** Slack will never take these; the reason stays beside them. */
    void givenUp(List<Long> ids, String reason);

    /** @param channel as Slack names it, which may differ from how the plan does */
    void cardPosted(String window, String channel, String ts, long sequence);

    /** It shows that sequence, or the chat will never take a card that does. */
    void cardSettled(String window, long sequence);

    /** Somebody deleted it: a new one is due. */
    void cardLost(String window);
}
