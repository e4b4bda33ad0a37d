package io.tidegate.local.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.LocalWeb;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what becomes of a message: sent, delivered; or failed. Twice and out of order when a test wants that. */
final class Statuses {
    private static final Duration BETWEEN = Duration.ofMillis(150);

    private final Webhook webhook;
    private final Faults faults;
    private final Outbox outbox;
    private final String phoneId;
    private final Clock clock;

    Statuses(Webhook webhook, Faults faults, Outbox outbox, String phoneId, Clock clock) {
        this.webhook = webhook;
        this.faults = faults;
        this.outbox = outbox;
        this.phoneId = phoneId;
        this.clock = clock;
    }

    void tell(Sent message) {
        Optional<CloudError> failure = faults.failure();
        List<String> order = new ArrayList<>(failure.isPresent() ? List.of("failed") : List.of("sent", "delivered"));
        List<String> told = faults.outOfOrder() ? order.reversed() : order;
        Duration delay = BETWEEN;
        for (String status : told) {
            String body = body(message, status, failure);
            for (int i = 0; i < (faults.twice() ? 2 : 1); i++) {
                webhook.tell(body, delay, () -> outbox.told(message.id(), status));
                delay = delay.plus(BETWEEN);
            }
        }
    }

    private String body(Sent message, String name, Optional<CloudError> failure) {
        ObjectNode status = LocalWeb.object()
                .put("id", message.id())
                .put("status", name)
                .put("timestamp", String.valueOf(clock.instant().getEpochSecond()))
                .put("recipient_id", message.to().replaceAll("\\D", ""));
        if (message.callbackData() != null) {
            status.put("biz_opaque_callback_data", message.callbackData());
        }
        failure.ifPresent(error -> status.putArray("errors").add(error.inStatus()));
        if (failure.isEmpty()) {
            status.putObject("pricing")
                    .put("billable", true)
                    .put("pricing_model", "PMP")
                    .put("category", "utility");
        }
        ObjectNode value = LocalWeb.object().put("messaging_product", "whatsapp");
        value.putObject("metadata").put("display_phone_number", "15550000000").put("phone_number_id", phoneId);
        value.putArray("statuses").add(status);
        ObjectNode hook = LocalWeb.object().put("object", "whatsapp_business_account");
        ObjectNode change = LocalWeb.object().put("field", "messages");
        change.set("value", value);
        hook.putArray("entry")
                .addObject()
                .put("id", "local")
                .putArray("changes")
                .add(change);
        return Json.write(hook);
    }
}
