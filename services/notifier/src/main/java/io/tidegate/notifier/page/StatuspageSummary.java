package io.tidegate.notifier.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state in the shape of Statuspage's {@code /api/v2/summary.json}. What that shape has no word for stands under
 * {@code tidegate}: a window that was postponed, cancelled or rolled back is no completed maintenance there.
 */
final class StatuspageSummary {
    private final PageSettings settings;
    private final Instant since;

    /** @param since the time to give while nothing has ever changed */
    StatuspageSummary(PageSettings settings, Instant since) {
        this.settings = settings;
        this.since = since;
    }

    String of(PublicState state) {
        ObjectNode summary = Json.mapper().createObjectNode();
        ObjectNode page = summary.putObject("page");
        page.put("id", "tidegate")
                .put("name", settings.name())
                .put("url", settings.url())
                .put("time_zone", "Etc/UTC")
                .put("updated_at", state.changedAt().orElse(since).toString());
        ArrayNode components = summary.putArray("components");
        state.components().forEach(component -> components.add(component(component, state)));
        ArrayNode incidents = summary.putArray("incidents");
        ArrayNode maintenances = summary.putArray("scheduled_maintenances");
        state.open().forEach(open -> maintenances.add(maintenance(open)));
        state.upcoming().forEach(next -> maintenances.add(maintenance(next)));
        for (Maintenance past : state.recent()) {
            switch (past.standing()) {
                case COMPLETED -> maintenances.add(maintenance(past));
                case ROLLED_BACK -> incidents.add(rolledBack(past));
                case SCHEDULED, IN_PROGRESS, DELAYED, UNDOING, WATCHED, POSTPONED, CANCELLED -> {}
            }
        }
        Headline headline = Headline.of(state);
        summary.putObject("status").put("indicator", indicator(state)).put("description", headline.title());
        summary.set("tidegate", own(state));
        return Json.write(summary);
    }

    private static String indicator(PublicState state) {
        if (state.open().stream().anyMatch(open -> open.standing() == Standing.DELAYED)) {
            return "minor";
        }
        return state.open().stream().anyMatch(Maintenance::isClosed) ? "maintenance" : "none";
    }

    private ObjectNode component(Maintenance of, PublicState state) {
        String status = state.open().stream()
                        .filter(open -> open.component().equals(of.component()))
                        .anyMatch(Maintenance::isClosed)
                ? "under_maintenance"
                : "operational";
        Instant changed = state.all()
                .filter(maintenance -> maintenance.component().equals(of.component()))
                .map(Maintenance::changedAt)
                .max(Instant::compareTo)
                .orElse(since);
        return componentNode(of, status, changed);
    }

    private ObjectNode componentNode(Maintenance of, String status, Instant changed) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("id", of.component())
                .put("name", settings.component(of))
                .put("status", status)
                .put("updated_at", changed.toString())
                .put("position", 1)
                .putNull("description")
                .put("showcase", false)
                .putNull("group_id")
                .put("page_id", "tidegate")
                .put("group", false)
                .put("only_show_if_degraded", false);
        return node;
    }

    private ObjectNode maintenance(Maintenance maintenance) {
        ObjectNode node = incident(maintenance, code(maintenance.standing()), "maintenance");
        node.put("scheduled_for", maintenance.startsAt().toString())
                .put("scheduled_until", maintenance.endsAt().toString());
        ArrayNode updates = node.withArray("incident_updates");
        List<Update> told = maintenance.updates();
        for (int i = 0; i < told.size(); i++) {
            Standing before = i + 1 < told.size() ? told.get(i + 1).standing() : Standing.SCHEDULED;
            updates.add(update(maintenance, told.get(i), code(told.get(i).standing()), before));
        }
        return node;
    }

    /** It is over, and nothing changed: an incident that is resolved, never a maintenance that is complete. */
    private ObjectNode rolledBack(Maintenance maintenance) {
        ObjectNode node = incident(maintenance, "resolved", "minor");
        node.put("name", maintenance.title() + ": rolled back");
        ArrayNode updates = node.withArray("incident_updates");
        maintenance.updates().stream()
                .filter(update -> update.standing() == Standing.ROLLED_BACK)
                .forEach(update -> updates.add(update(maintenance, update, "resolved", Standing.IN_PROGRESS)));
        return node;
    }

    private ObjectNode incident(Maintenance maintenance, String status, String impact) {
        Instant ended = maintenance.endedAt();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("id", maintenance.id())
                .put("name", maintenance.title())
                .put("status", status)
                .put("impact", impact)
                .put("created_at", maintenance.createdAt().toString())
                .put("updated_at", maintenance.changedAt().toString())
                .put("started_at", text(maintenance.openedAt()))
                .put("monitoring_at", text(maintenance.reopenedAt()))
                .put("resolved_at", text(ended))
                .put("shortlink", settings.link(maintenance))
                .put("page_id", "tidegate");
        node.putArray("components")
                .add(componentNode(
                        maintenance,
                        maintenance.isClosed() ? "under_maintenance" : "operational",
                        maintenance.changedAt()));
        return node;
    }

    private ObjectNode update(Maintenance maintenance, Update update, String status, Standing before) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("id", maintenance.id() + "." + update.key())
                .put("status", status)
                .put("body", update.whole())
                .put("incident_id", maintenance.id())
                .put("created_at", update.at().toString())
                .put("updated_at", update.at().toString())
                .put("display_at", update.at().toString())
                .put("deliver_notifications", false);
        node.putArray("affected_components")
                .addObject()
                .put("code", maintenance.component())
                .put("name", settings.component(maintenance))
                .put("old_status", componentAt(before))
                .put("new_status", componentAt(update.standing()));
        return node;
    }

    private static String componentAt(Standing standing) {
        return switch (standing) {
            case IN_PROGRESS, DELAYED, UNDOING -> "under_maintenance";
            case SCHEDULED, WATCHED, COMPLETED, ROLLED_BACK, POSTPONED, CANCELLED -> "operational";
        };
    }

    /** The four that Statuspage has for a maintenance. One without a fitting word is never written as one. */
    private static String code(Standing standing) {
        return switch (standing) {
            case SCHEDULED -> "scheduled";
            case IN_PROGRESS, DELAYED, UNDOING, ROLLED_BACK -> "in_progress";
            case WATCHED -> "verifying";
            case COMPLETED -> "completed";
            case POSTPONED, CANCELLED -> "scheduled";
        };
    }

    private ObjectNode own(PublicState state) {
        ObjectNode own = Json.mapper().createObjectNode();
        ArrayNode windows = own.putArray("windows");
        state.all().forEach(maintenance -> windows.addObject()
                .put("id", maintenance.id())
                .put("title", maintenance.title())
                .put("standing", maintenance.standing().label())
                .put("starts_at", maintenance.startsAt().toString())
                .put("ends_at", maintenance.endsAt().toString())
                .put("ended_at", text(maintenance.endedAt())));
        ArrayNode banners = own.putArray("banners");
        state.onBanner()
                .forEach(maintenance -> banners.add(
                        BannerLine.of(maintenance).json(maintenance.component(), settings.link(maintenance))));
        return own;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
