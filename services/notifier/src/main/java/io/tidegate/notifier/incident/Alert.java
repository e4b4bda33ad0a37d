package io.tidegate.notifier.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.OneLine;
import io.tidegate.notifier.settings.NotifierSettings.Webhook;
import io.tidegate.notifier.text.CallText;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A call as an incident service takes it.
 *
 * @param authorization header of that name; empty for none
 */
record Alert(URI url, String authorization, ObjectNode body) {
    private static final String SOURCE = "Tidegate";
    /** Events API v2, "summary". */
    private static final int LONGEST_SUMMARY = 1024;
    /** Alert API, "message". */
    private static final int LONGEST_MESSAGE = 130;

    /** @param page address of the status page */
    static Alert of(Webhook service, Call call, String page) {
        return switch (service.format()) {
            case PAGERDUTY -> pagerDuty(service, call, page);
            case OPSGENIE -> opsgenie(service, call, page);
            case JSON -> plain(service, call, page);
        };
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Alert[" + url.getHost() + "]";
    }

    /** PagerDuty, Events API v2, "Send an event". */
    private static Alert pagerDuty(Webhook service, Call call, String page) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("routing_key", service.key())
                .put(
                        "event_action",
                        switch (call.action()) {
                            case CALL -> "trigger";
                            case ACKNOWLEDGE -> "acknowledge";
                            case RESOLVE -> "resolve";
                        })
                .put("dedup_key", call.dedupKey());
        if (call.action() == Call.Action.CALL) {
            body.put("client", SOURCE).put("client_url", page);
            ObjectNode payload = body.putObject("payload");
            payload.put("summary", OneLine.of(call.text(), LONGEST_SUMMARY))
                    .put("source", call.window())
                    // The first level may still be on its way; whoever comes after it is called because it was not.
                    .put("severity", call.level() == 1 ? "error" : "critical")
                    .put("timestamp", call.at().toString())
                    .put("component", call.target())
                    .put("group", call.title())
                    .put("class", "maintenance");
            payload.set("custom_details", details(call));
        }
        return new Alert(service.url(), "", body);
    }

    /** Opsgenie, Alert API. */
    private static Alert opsgenie(Webhook service, Call call, String page) {
        String authorization = "GenieKey " + service.key();
        String alerts = service.url() + "/v2/alerts";
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("source", SOURCE);
        return switch (call.action()) {
            case CALL -> {
                body.put("message", OneLine.of(call.text(), LONGEST_MESSAGE))
                        .put("alias", call.dedupKey())
                        .put("description", new CallText(call).plain() + "\n" + page)
                        .put("priority", call.level() == 1 ? "P2" : "P1")
                        .put("entity", call.target());
                ObjectNode details = body.putObject("details");
                // Its details are text alone.
                details(call)
                        .properties()
                        .forEach(entry -> details.put(
                                entry.getKey(),
                                entry.getValue().isValueNode()
                                        ? entry.getValue().asText()
                                        : entry.getValue().toString()));
                yield new Alert(URI.create(alerts), authorization, body);
            }
            case ACKNOWLEDGE -> new Alert(ofAlias(alerts, call, "acknowledge"), authorization, body);
            case RESOLVE -> new Alert(ofAlias(alerts, call, "close"), authorization, body);
        };
    }

    private static URI ofAlias(String alerts, Call call, String what) {
        String alias =
                URLEncoder.encode(call.dedupKey(), StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(alerts + "/" + alias + "/" + what + "?identifierType=alias");
    }

    private static Alert plain(Webhook service, Call call, String page) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("action", call.action().label())
                .put("key", call.dedupKey())
                .put("title", call.title())
                .put("text", call.text())
                .put("target", call.target())
                .put("at", call.at().toString())
                .put("page", page);
        body.setAll(details(call));
        return new Alert(service.url(), service.key().isEmpty() ? "" : "Bearer " + service.key(), body);
    }

    private static ObjectNode details(Call call) {
        ObjectNode details = Json.mapper().createObjectNode();
        details.put("window", call.window())
                .put("question", call.question())
                .put("since", call.since().toString())
                .put("level", call.level());
        ArrayNode roles = details.putArray("roles");
        call.roles().forEach(roles::add);
        ArrayNode choices = details.putArray("choices");
        call.choices().forEach(choices::add);
        return details;
    }
}
