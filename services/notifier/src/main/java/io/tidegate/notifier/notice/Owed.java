package io.tidegate.notifier.notice;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A notice to one audience over one medium.
 *
 * @param addresses where it goes; none for what is published, and for an audience that has none
 */
public record Owed(NoticeFacts facts, Plan.Medium medium, List<String> addresses) {
    public Owed {
        addresses = List.copyOf(addresses);
    }

    /** Everything that a notice which was asked for makes the notifier owe, in the order of the plan. */
    public static List<Owed> because(String window, Window state, String noticeId, Instant at) {
        Plan.Notice notice = state.plan().notice(noticeId).orElseThrow();
        List<Owed> owed = new ArrayList<>();
        for (String name : notice.audiences()) {
            Plan.Audience audience = state.plan().audience(name).orElseThrow();
            NoticeFacts facts = NoticeFacts.of(window, state, notice, audience, at);
            notice.channels().forEach(medium -> owed.add(new Owed(facts, medium, addresses(audience, medium))));
        }
        return owed;
    }

    public boolean isPublished() {
        return isPublished(medium);
    }

    /** It stands on the page for everyone, and goes to nobody's address. */
    public static boolean isPublished(Plan.Medium medium) {
        return switch (medium) {
            case STATUS_PAGE, BANNER -> true;
            case EMAIL, WHATSAPP -> false;
        };
    }

    private static List<String> addresses(Plan.Audience audience, Plan.Medium medium) {
        return switch (medium) {
            case EMAIL -> audience.email();
            case WHATSAPP -> audience.whatsapp();
            case STATUS_PAGE, BANNER -> List.of();
        };
    }
}
