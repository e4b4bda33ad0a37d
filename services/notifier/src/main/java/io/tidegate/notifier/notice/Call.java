package io.tidegate.notifier.notice;

import io.tidegate.contracts.plan.Plan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A question of a window that nobody has answered, as it is brought to some of the team over one channel; or word to an
 * incident service of what became of it.
 *
 * @param window the window's id
 * @param question its id in the window; it may be put again later
 * @param since when it was put
 * @param level 1 for the first that is called
 * @param roles who is called
 * @param title of the plan
 * @param text what is asked, one line
 * @param choices words of commands that answer it
 * @param zone the plan's, for times
 * @param at when it was called, acknowledged or answered
 */
public record Call(
        String window,
        String question,
        Instant since,
        int level,
        Action action,
        List<String> roles,
        Plan.Reach channel,
        String title,
        String text,
        List<String> choices,
        String target,
        ZoneId zone,
        Instant at)
        implements Matter {
    private static final String ESCALATION = "escalation/";

    public Call {
        roles = List.copyOf(roles);
        choices = List.copyOf(choices);
    }

    /** What it is about. People are called; incident services also hear of the rest. */
    public enum Action {
        CALL,
        /** Somebody takes care of it. */
        ACKNOWLEDGE,
        /** It is answered, or not asked any more. */
        RESOLVE;

        /** As it stands in logs and in what incident services get. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String occasion() {
        String part =
                switch (action) {
                    case CALL -> Integer.toString(level);
                    case ACKNOWLEDGE, RESOLVE -> action.label();
                };
        return ESCALATION + question + "@" + since + "/" + part;
    }

    /** Of its report, the same however often it is reported: {@code <window>/escalation/<question>@<since>/1/email}. */
    public String key() {
        return window + "/" + occasion() + "/" + channel.name().toLowerCase(Locale.ROOT);
    }

    /** What goes to an incident service about one question goes in its order; elsewhere the order does not matter. */
    public @Nullable String thread() {
        return channel == Plan.Reach.WEBHOOK ? ESCALATION + question : null;
    }

    /** By which an incident service knows that two calls are about one thing. */
    public String dedupKey() {
        return window + "/" + question;
    }

    /** The orchestrator is told what became of it. */
    public boolean isReported() {
        return action == Action.CALL;
    }

    @Override
    public String label() {
        return "window=" + window + " question=" + question + " level=" + level + " action=" + action.label();
    }
}
