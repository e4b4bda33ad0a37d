package io.tidegate.local.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request to send asks for, checked against the Cloud API's rules. Pure. */
record TemplateMessage(
        String to,
        String name,
        String language,
        List<String> parameters,
        @Nullable String callbackData) {

    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{7,15}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");

    /** "Param text cannot have new-line/tab characters or more than 4 consecutive spaces". */
    private static final Pattern NOT_IN_PARAMETER = Pattern.compile("[\\n\\r\\t]| {5,}");

    private static final int LONGEST = 1_024;
    private static final int LONGEST_CALLBACK_DATA = 512;

    sealed interface Reading {
        record Good(TemplateMessage message) implements Reading {}

        record Bad(CloudError error) implements Reading {}
    }

    static Reading read(JsonNode body) {
        JsonNode template = body.path("template");
        List<String> parameters = parameters(template);
        String language = template.path("language").path("code").asText("");
        String name = template.path("name").asText("");
        String to = body.path("to").asText("");
        String callbackData = body.path("biz_opaque_callback_data").asText("");
        if (!body.path("messaging_product").asText("").equals("whatsapp")) {
            return bad(100, "messaging_product must be whatsapp");
        }
        if (!NUMBER.matcher(to.replaceAll("[ ()-]", "")).matches()) {
            return bad(100, "to must be a phone number");
        }
        if (!body.path("type").asText("").equals("template")) {
            return bad(131047, "Outside the customer service window only templates are sent");
        }
        if (!NAME.matcher(name).matches() || language.isEmpty()) {
            return bad(100, "template needs a name of a-z, 0-9 and _, and a language code");
        }
        if (callbackData.length() > LONGEST_CALLBACK_DATA) {
            return bad(100, "biz_opaque_callback_data has at most " + LONGEST_CALLBACK_DATA + " characters");
        }
        return wrongParameter(parameters)
                .orElseGet(() -> new Reading.Good(new TemplateMessage(
                        to, name, language, parameters, callbackData.isEmpty() ? null : callbackData)));
    }

    private static Optional<Reading> wrongParameter(List<String> parameters) {
        if (parameters.stream().anyMatch(String::isBlank)) {
            return Optional.of(bad(100, "a text parameter is empty"));
        }
        if (parameters.stream().anyMatch(text -> NOT_IN_PARAMETER.matcher(text).find())) {
            return Optional.of(
                    bad(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"));
        }
        return String.join("", parameters).length() > LONGEST
                ? Optional.of(bad(132005, "the body is longer than " + LONGEST + " characters"))
                : Optional.empty();
    }

    private static List<String> parameters(JsonNode template) {
        List<String> found = new ArrayList<>();
        for (JsonNode component : template.path("components")) {
            if (component.path("type").asText("").equalsIgnoreCase("body")) {
                component
                        .path("parameters")
                        .forEach(one -> found.add(one.path("text").asText("")));
            }
        }
        return found;
    }

    private static Reading bad(int code, String details) {
        return new Reading.Bad(CloudError.of(code, details));
    }
}
