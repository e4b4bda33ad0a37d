package io.tidegate.slackbot.posting;

import io.tidegate.slackbot.posting.Chat.Outcome;
import io.tidegate.slackbot.posting.Pace.Lane;
import io.tidegate.slackbot.window.Saying;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says one thing after the other into one channel, at the chat's pace. Cards come before lines, because lines hang on
 * them; a card is drawn from the newest state when its turn comes, so that it never waits behind an older one.
 */
final class Poster {
    /** How long to leave a chat alone that cannot be reached or is set up wrongly. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Poster.class);

    private final String channel;
    private final Posts posts;
    private final Chat chat;
    private final Clock clock;
    private final Pace pace = new Pace();

    Poster(String channel, Posts posts, Chat chat, Clock clock) {
        this.channel = channel;
        this.posts = posts;
        this.chat = chat;
        this.clock = clock;
    }

    /** Says what may be said now; the moment at which to come back, or empty when all is said. */
    Optional<Instant> work() {
        while (true) {
            Optional<Posts.CardDue> card = posts.cardDue(channel);
            Optional<Batch> lines = Batch.next(posts.lines(channel));
            Optional<Batch> whispers = Batch.next(posts.whispers(channel));
            if (card.isPresent() && mayNow(lane(card.get()))) {
                show(card.get());
            } else if (whispers.isPresent() && mayNow(Lane.WHISPER)) {
                say(whispers.get());
            } else if (lines.isPresent() && mayNow(Lane.POST)) {
                say(lines.get());
            } else {
                return Stream.of(
                                card.map(Poster::lane),
                                whispers.map(batch -> Lane.WHISPER),
                                lines.map(batch -> Lane.POST))
                        .flatMap(Optional::stream)
                        .map(pace::next)
                        .min(Comparator.naturalOrder());
            }
        }
    }

    private boolean mayNow(Lane lane) {
        return pace.mayNow(lane, clock.instant());
    }

    private static Lane lane(Posts.CardDue card) {
        return card.ts() == null ? Lane.POST : Lane.UPDATE;
    }

    private void show(Posts.CardDue card) {
        String window = card.tracked().id();
        long sequence = card.tracked().sequence();
        Lane lane = lane(card);
        String ts = card.ts();
        Outcome outcome =
                ts == null ? chat.postCard(channel, card.tracked()) : chat.updateCard(channel, ts, card.tracked());
        pace.sent(lane, clock.instant());
        switch (outcome) {
            case Outcome.Done done when ts == null -> posts.cardPosted(window, done.channel(), done.ts(), sequence);
            case Outcome.Done done -> posts.cardSettled(window, sequence);
            case Outcome.Never never when ts != null && isGone(never.code()) -> posts.cardLost(window);
            case Outcome.Never never -> {
                LOG.error("Window {}: Slack never takes the card of event {}: {}", window, sequence, never.code());
                posts.cardSettled(window, sequence);
            }
            case Outcome.Later later -> wait(lane, later);
            case Outcome.Trouble trouble -> wait(lane, trouble);
        }
    }

    private void say(Batch batch) {
        Posts.Waiting first = batch.first();
        posts.sending(batch.ids());
        Outcome outcome = first.kind() == Saying.Kind.WHISPER
                ? chat.whisper(channel, first.person(), batch.text())
                : chat.say(channel, first.cardTs(), batch.kind() == Saying.Kind.CHANNEL, batch.text());
        pace.sent(batch.lane(), clock.instant());
        switch (outcome) {
            case Outcome.Done done -> posts.sent(batch.ids(), done.ts());
            case Outcome.Never never -> {
                LOG.error("Window {}: Slack never takes posts {}: {}", first.window(), batch.ids(), never.code());
                posts.givenUp(batch.ids(), never.code());
            }
            case Outcome.Later later -> wait(batch.lane(), later);
            case Outcome.Trouble trouble -> wait(batch.lane(), trouble);
        }
    }

    private void wait(Lane lane, Outcome.Later later) {
        LOG.info("Channel {}: Slack asks for {} of patience before the next {}", channel, later.patience(), lane);
        pace.notBefore(lane, clock.instant().plus(later.patience()));
    }

    private void wait(Lane lane, Outcome.Trouble trouble) {
        LOG.warn("Channel {}: Slack did not take a {}: {}; tried again", channel, lane, trouble.why());
        pace.notBefore(lane, clock.instant().plus(PATIENCE));
    }

    private static boolean isGone(String code) {
        return code.equals("message_not_found") || code.equals("cant_update_message");
    }
}
