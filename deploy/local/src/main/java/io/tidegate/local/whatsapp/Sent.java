package io.tidegate.local.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was taken.
 *
 * @param id {@code wamid.…}
 * @param text as the phone shows it
 * @param callbackData which comes back in every status
 * @param statuses as they were told, in that order, repetitions included
 */
public record Sent(
        String id,
        Instant at,
        String to,
        String template,
        String language,
        List<String> parameters,
        String text,
        @Nullable String callbackData,
        List<String> statuses,
        JsonNode request) {

    public Sent {
        parameters = List.copyOf(parameters);
        statuses = List.copyOf(statuses);
    }

    Sent with(String status) {
        List<String> more = new ArrayList<>(statuses);
        more.add(status);
        return new Sent(id, at, to, template, language, parameters, text, callbackData, more, request);
    }
}
