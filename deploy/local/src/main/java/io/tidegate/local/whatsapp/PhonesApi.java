package io.tidegate.local.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.LiveFeed;
import io.tidegate.local.web.LocalWeb;

/**
 * What the page and the tests use.
 *
 * <ul>
 *   <li>{@code GET /local/messages}: all that was taken, oldest first, with the statuses that were told
 *   <li>{@code DELETE /local/messages}
 *   <li>{@code PUT /local/faults {code, next, as}}: that many requests are answered with that error, or, with
 *       {@code as: "status"}, taken and then failed; {@code {twice, outOfOrder}}: how webhooks are sent from now on
 *   <li>{@code PUT /local/webhook-url {url}}, {@code POST /local/verify}: the verification handshake
 *   <li>{@code GET /local/live}: server-sent events {@code MESSAGE} and {@code CLEARED}
 * </ul>
 */
final class PhonesApi {
    private final Outbox outbox;
    private final Faults faults;
    private final Webhook webhook;
    private final LiveFeed live;

    PhonesApi(Outbox outbox, Faults faults, Webhook webhook, LiveFeed live) {
        this.outbox = outbox;
        this.faults = faults;
        this.webhook = webhook;
        this.live = live;
    }

    void serve(Javalin web) {
        outbox.listen(message -> live.publish("MESSAGE", Json.mapper().<JsonNode>valueToTree(message)));
        live.serve(web, "/local/live");
        web.get("/local/messages", this::list);
        web.delete("/local/messages", this::clear);
        web.put("/local/faults", this::faults);
        web.put("/local/webhook-url", this::webhookUrl);
        web.post("/local/verify", this::verify);
    }

    private void list(Context context) {
        ObjectNode answer = LocalWeb.object().put("ok", true);
        ArrayNode all = answer.putArray("messages");
        outbox.all().forEach(message -> all.add(Json.mapper().<JsonNode>valueToTree(message)));
        LocalWeb.answer(context, answer);
    }

    private void clear(Context context) {
        outbox.clear();
        live.publish("CLEARED", LocalWeb.object());
        LocalWeb.answer(context, LocalWeb.object().put("ok", true));
    }

    private void faults(Context context) {
        JsonNode body = LocalWeb.body(context);
        if (body.hasNonNull("code")) {
            int next = body.path("next").asInt(1);
            int code = body.path("code").asInt();
            if (body.path("as").asText("answer").equals("status")) {
                faults.fail(next, code);
            } else {
                faults.refuse(next, code);
            }
        }
        if (body.has("twice") || body.has("outOfOrder")) {
            faults.webhooks(
                    body.path("twice").asBoolean(), body.path("outOfOrder").asBoolean());
        }
        LocalWeb.answer(context, LocalWeb.object().put("ok", true));
    }

    private void webhookUrl(Context context) {
        webhook.callAt(LocalWeb.required(LocalWeb.body(context), "url"));
        LocalWeb.answer(context, LocalWeb.object().put("ok", true));
    }

    private void verify(Context context) {
        String trouble = webhook.verify();
        ObjectNode answer = LocalWeb.object().put("ok", trouble.isEmpty());
        if (!trouble.isEmpty()) {
            answer.put("error", trouble);
        }
        LocalWeb.answer(context, answer);
    }
}
