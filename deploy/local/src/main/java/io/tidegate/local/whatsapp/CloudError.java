package io.tidegate.local.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.web.LocalWeb;
import java.util.Map;

/** An error in the Cloud API's shape ("Error codes"). */
record CloudError(int code, String title, String details) {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(100, "Invalid parameter"),
            Map.entry(190, "Access token has expired"),
            Map.entry(80007, "Rate limit issues"),
            Map.entry(130429, "Rate limit hit"),
            Map.entry(130472, "User's number is part of an experiment"),
            Map.entry(131026, "Message undeliverable"),
            Map.entry(131047, "Re-engagement message"),
            Map.entry(131048, "Spam rate limit hit"),
            Map.entry(131056, "(Business Account, Consumer Account) pair rate limit hit"),
            Map.entry(132000, "Template Param Count Mismatch"),
            Map.entry(132001, "Template does not exist"),
            Map.entry(132005, "Template Hydrated Text Too Long"),
            Map.entry(132015, "Template is Paused"),
            Map.entry(132018, "There was an issue with the parameters in your template"));

    private static final int TOKEN = 190;
    private static final int TEMPLATE_MISSING = 132001;

    static CloudError of(int code, String details) {
        return new CloudError(code, TITLES.getOrDefault(code, "Something went wrong"), details);
    }

    int httpStatus() {
        return switch (code) {
            case TOKEN -> 401;
            case TEMPLATE_MISSING -> 404;
            default -> 400;
        };
    }

    ObjectNode answer() {
        ObjectNode answer = LocalWeb.object();
        answer.putObject("error")
                .put("message", "(#" + code + ") " + title)
                .put("type", "OAuthException")
                .put("code", code)
                .put("fbtrace_id", "local")
                .putObject("error_data")
                .put("messaging_product", "whatsapp")
                .put("details", details);
        return answer;
    }

    /** As in a status that says failed. */
    ObjectNode inStatus() {
        ObjectNode error =
                LocalWeb.object().put("code", code).put("title", title).put("message", title);
        error.putObject("error_data").put("details", details);
        return error;
    }
}
