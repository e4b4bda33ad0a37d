package io.tidegate.notifier.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The banner's one line. That there is one, a notice decides; what it says, the state: a notice may be overtaken.
 *
 * @param id new with every update, so that who dismissed the last one sees the next
 * @param from start of a span of time to show after the text, in the reader's local time
 * @param until end of that span, or the time until which the text holds
 */
record BannerLine(
        String id,
        Standing standing,
        String text,
        @Nullable Instant from,
        @Nullable Instant until) {

    static BannerLine of(Maintenance maintenance) {
        Standing standing = maintenance.standing();
        String id = maintenance.id() + "." + maintenance.banner().orElseThrow().notice() + "." + standing.label()
                + date(maintenance);
        String text = standing.banner(maintenance.title());
        return switch (standing) {
            case SCHEDULED -> new BannerLine(id, standing, text, maintenance.startsAt(), maintenance.endsAt());
            case IN_PROGRESS -> new BannerLine(id, standing, text, null, maintenance.endsAt());
            case DELAYED, UNDOING, WATCHED, COMPLETED, ROLLED_BACK, POSTPONED, CANCELLED ->
                new BannerLine(id, standing, text, null, null);
        };
    }

    /** Who dismissed the old date sees the new one. */
    private static String date(Maintenance maintenance) {
        return maintenance.standing() == Standing.SCHEDULED ? "." + maintenance.startsAt() : "";
    }

    ObjectNode json(String component, String url) {
        ObjectNode node = Json.mapper().createObjectNode();
        return node.put("id", id)
                .put("component", component)
                .put("standing", standing.label())
                .put("tone", standing.tone().label())
                .put("text", text)
                .put("from", from == null ? null : from.toString())
                .put("until", until == null ? null : until.toString())
                .put("url", url);
    }
}
