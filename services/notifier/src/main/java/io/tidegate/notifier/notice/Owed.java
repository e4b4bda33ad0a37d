package io.tidegate.notifier.notice;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice to one audience over one medium.
 *
 * @param addresses where it goes; none for what is published, and for an audience that has none
 */
public record Owed(NoticeFacts facts, Plan.Medium medium, List<String> addresses) {
    public Owed {
        addresses = List.copyOf(addresses);
    }

    /** As {@link #because(String, Window, String, int, Instant, Earlier)}, the first time and with the first dates. */
    public static List<Owed> because(String window, Window state, String noticeId, Instant at) {
        return because(window, state, noticeId, 1, at, null);
    }

    /**
     * Everything that a notice which was asked for makes the notifier owe, in the order of the plan.
     *
     * @param round 1 for the first time
     * @param earlier the dates that held before they changed last; null while they are the first
     */
    public static List<Owed> because(
            String window, Window state, String noticeId, int round, Instant at, @Nullable Earlier earlier) {
        Plan.Notice notice = state.plan().notice(noticeId).orElseThrow();
        List<Owed> owed = new ArrayList<>();
        for (String name : notice.audiences()) {
            Plan.Audience audience = state.plan().audience(name).orElseThrow();
            NoticeFacts facts = NoticeFacts.of(window, state, notice, round, audience, at, earlier);
            notice.channels().forEach(medium -> owed.add(new Owed(facts, medium, addresses(audience, medium))));
        }
        return owed;
    }

    /** Of its report, the same however often it is reported: {@code <window>/announce/users/email}. */
    public String key() {
        return facts.window() + "/" + facts.occasion() + "/" + Window.deliveryKey(facts.audience(), medium);
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
