package io.tidegate.local.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Approved templates. Where none is known, every name is taken for an approved one. */
final class Templates {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\d{1,2})}}");

    private final Map<String, String> bodies = new ConcurrentHashMap<>();

    /** @param template as the Cloud API's {@code message_templates} takes it: name, language, components */
    void approve(JsonNode template) {
        for (JsonNode component : template.path("components")) {
            if (component.path("type").asText("").equalsIgnoreCase("BODY")) {
                bodies.put(
                        key(
                                template.path("name").asText(""),
                                template.path("language").asText("")),
                        component.path("text").asText(""));
            }
        }
    }

    /** Code and details of what is wrong; empty when it can be sent. */
    Optional<CloudError> problem(String name, String language, List<String> parameters) {
        String body = bodies.get(key(name, language));
        if (body == null) {
            return bodies.isEmpty()
                    ? Optional.empty()
                    : Optional.of(CloudError.of(132001, "template name (" + name + ") does not exist in " + language));
        }
        long wanted = PLACE.matcher(body)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .count();
        return wanted == parameters.size()
                ? Optional.empty()
                : Optional.of(CloudError.of(
                        132000,
                        "body: number of localizable_params (" + parameters.size()
                                + ") does not match the expected number of params (" + wanted + ")"));
    }

    /** As the phone shows it. */
    String text(String name, String language, List<String> parameters) {
        String body = bodies.get(key(name, language));
        if (body == null) {
            return String.join("\n", parameters);
        }
        return PLACE.matcher(body).replaceAll(match -> {
            int index = Integer.parseInt(match.group(1)) - 1;
            return Matcher.quoteReplacement(index < parameters.size() ? parameters.get(index) : match.group());
        });
    }

    private static String key(String name, String language) {
        return name + "/" + language;
    }
}
