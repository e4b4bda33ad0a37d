package io.tidegate.notifier.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What WhatsApp says became of a message.
 *
 * @param id what WhatsApp calls it
 * @param status {@code sent}, {@code delivered}, {@code read} or {@code failed}
 * @param code of the error; 0 for none
 * @param letter the ledger's id of the letter; 0 where it does not say
 */
record StatusNote(String id, String status, int code, Instant at, long letter) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** All that a call tells, in its order; whatever else it tells is left aside. */
    static List<StatusNote> in(JsonNode call, Instant received) {
        List<StatusNote> notes = new ArrayList<>();
        for (JsonNode entry : call.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                for (JsonNode status : change.path("value").path("statuses")) {
                    if (status.path("id").isTextual() && status.path("status").isTextual()) {
                        notes.add(of(status, received));
                    }
                }
            }
        }
        return notes;
    }

    private static StatusNote of(JsonNode status, Instant received) {
        long seconds = number(status.path("timestamp"));
        return new StatusNote(
                status.path("id").asText(),
                status.path("status").asText(),
                status.path("errors").path(0).path("code").asInt(0),
                seconds == 0 ? received : Instant.ofEpochSecond(seconds),
                number(status.path("biz_opaque_callback_data")));
    }

    private static long number(JsonNode value) {
        String text = value.asText("");
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
