package io.tidegate.notifier.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidegate.notifier.settings.NotifierSettings.Format;
import io.tidegate.notifier.settings.NotifierSettings.Webhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of the incident services. A value is never repeated in a problem: it may be a secret that stands in the
 * wrong place.
 */
final class WebhooksReader {
    private static final String LIST = "webhooks";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Set<String> FIELDS = Set.of("name", "format", "url", "key-file", "key-env");

    private final Function<String, Optional<String>> environment;
    private final List<String> problems;
    private final Set<String> names = new HashSet<>();

    /** @param problems takes what is wrong, each with its place and its mend */
    WebhooksReader(Function<String, Optional<String>> environment, List<String> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    List<Webhook> read(Path file) {
        JsonNode document;
        try {
            document = new YAMLMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            problems.add(Setting.TIDEGATE_WEBHOOKS + ": the file is no YAML"
                    + (place == null ? "." : " at line " + place.getLineNr() + "."));
            return List.of();
        } catch (IOException e) {
            problems.add(Setting.TIDEGATE_WEBHOOKS + ": the file cannot be read; expected: "
                    + Setting.TIDEGATE_WEBHOOKS.meaning() + ".");
            return List.of();
        }
        JsonNode list = document.path(LIST);
        if (!list.isArray()) {
            problems.add(Setting.TIDEGATE_WEBHOOKS + ": the file has no list '" + LIST + "'.");
            return List.of();
        }
        List<Webhook> webhooks = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Webhook webhook = webhook(LIST + "[" + i + "]", list.get(i));
            if (webhook != null) {
                webhooks.add(webhook);
            }
        }
        return webhooks;
    }

    private @Nullable Webhook webhook(String place, JsonNode node) {
        int before = problems.size();
        node.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                wrong(place + " has a field that is not known", "there are " + String.join(", ", sorted(FIELDS)));
            }
        });
        String name = node.path("name").asText("");
        if (!NAME.matcher(name).matches() || !names.add(name)) {
            wrong(place + ".name", "lower-case letters, digits and hyphens, each name once");
        }
        Optional<Format> format = Format.of(node.path("format").asText(""));
        if (format.isEmpty()) {
            wrong(
                    place + ".format",
                    Stream.of(Format.values()).map(Format::label).collect(Collectors.joining(", ")));
            return null;
        }
        URI url = url(place, node, format.get());
        String key = key(place, node, format.get());
        return problems.size() > before || url == null ? null : new Webhook(name, format.get(), url, key);
    }

    private static List<String> sorted(Set<String> fields) {
        return fields.stream().sorted().toList();
    }

    private @Nullable URI url(String place, JsonNode node, Format format) {
        String text = node.path("url").asText(format.usualUrl()).replaceAll("/+$", "");
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            return wrongUrl(place);
        }
        return wrongUrl(place);
    }

    private @Nullable URI wrongUrl(String place) {
        wrong(place + ".url", "an address that begins with https:// or http://");
        return null;
    }

    /** Empty for none. */
    private String key(String place, JsonNode node, Format format) {
        if (node.has("key-file") && node.has("key-env")) {
            wrong(place, "one of key-file and key-env, and not both");
            return "";
        }
        if (node.has("key-env")) {
            return environment
                    .apply(node.path("key-env").asText())
                    .map(String::strip)
                    .filter(key -> !key.isEmpty())
                    .orElseGet(() -> wrong(place + ".key-env", "the name of an environment variable that is set"));
        }
        if (node.has("key-file")) {
            return content(node.path("key-file").asText())
                    .orElseGet(() -> wrong(place + ".key-file", "a file that can be read and holds the key alone"));
        }
        return format.needsKey()
                ? wrong(place, "key-file or key-env, which say where the key of the service stands")
                : "";
    }

    private static Optional<String> content(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).strip()).filter(key -> !key.isEmpty());
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }

    private String wrong(String place, String expected) {
        problems.add(Setting.TIDEGATE_WEBHOOKS + ": " + place + " is wrong or missing; expected: " + expected + ".");
        return "";
    }
}
