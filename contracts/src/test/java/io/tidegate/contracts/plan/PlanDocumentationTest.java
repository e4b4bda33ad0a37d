package io.tidegate.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The tables of docs/plan.md are those of the schema. */
final class PlanDocumentationTest {
    private static final String BEGIN = "<!-- keys: generated from the schema; a test compares -->\n";
    private static final String END = "<!-- end of keys -->\n";
    private static final Map<String, String> TITLES = Map.of("member", "team", "target", "targets");
    private static final JsonNode SCHEMA =
            Json.read(Samples.read(Golden.schema("plan-v1.schema.json")), JsonNode.class);

    @Test
    void theKeysAreThoseOfTheSchema() {
        String document = Samples.read(Golden.document("plan.md"));
        String before = document.substring(0, document.indexOf(BEGIN) + BEGIN.length());
        String after = document.substring(document.indexOf(END));
        Golden.compare(Golden.document("plan.md"), before + keys() + after);
    }

    private static String keys() {
        var text = new StringBuilder();
        sections().forEach((title, pointer) -> section(text, title, SCHEMA.at(pointer)));
        return text.toString();
    }

    /** Title to JSON Pointer of the schema. */
    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("The plan", "");
        for (String part : List.of("window", "target", "waves", "member", "audience", "notice", "criterion", "step")) {
            sections.put(TITLES.getOrDefault(part, part), "/$defs/" + part);
        }
        SCHEMA.path("$defs")
                .path("work")
                .at("/properties/kind/enum")
                .forEach(kind -> sections.put("run: " + kind.asText(), "/$defs/" + kind.asText()));
        for (String part : List.of("column", "constraint", "index", "count", "filled", "rejected")) {
            sections.put("verify: " + part, "/$defs/" + part);
        }
        sections.put("thresholds: threshold", "/$defs/threshold");
        return sections;
    }

    private static void section(StringBuilder text, String title, JsonNode schema) {
        text.append("\n### ")
                .append(title)
                .append("\n\n")
                .append(schema.path("description").asText())
                .append("\n\n");
        text.append("| key | value | needed | meaning |\n|---|---|---|---|\n");
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        for (var property : schema.path("properties").properties()) {
            String key = property.getKey();
            text.append("| `").append(key).append("` | ").append(value(property.getValue()));
            text.append(" | ").append(needed(property.getValue(), required.contains(key)));
            text.append(" | ").append(meaning(property.getValue())).append(" |\n");
        }
    }

    private static String needed(JsonNode property, boolean required) {
        if (required) {
            return "yes";
        }
        JsonNode value = property.path("default");
        return value.isMissingNode() ? "no" : "`" + (value.isTextual() ? value.asText() : value.toString()) + "`";
    }

    private static String value(JsonNode property) {
        if (property.has("const")) {
            return "`" + property.path("const").asText() + "`";
        }
        if (property.path("type").asText().equals("array")) {
            return "list of " + value(property.path("items"));
        }
        if (property.has("then")) {
            return value(property.path("else")) + ", or " + value(property.path("then"));
        }
        JsonNode resolved = resolve(property);
        if (resolved.has("enum")) {
            return "`"
                    + String.join(
                            "`, `",
                            StreamSupport.stream(resolved.path("enum").spliterator(), false)
                                    .map(JsonNode::asText)
                                    .toList())
                    + "`";
        }
        return kind(property, resolved);
    }

    private static String kind(JsonNode property, JsonNode resolved) {
        String name = property.path("$ref").asText().replace("#/$defs/", "");
        return switch (resolved.path("type").asText()) {
            case "object" -> name.isEmpty() ? "keys and values" : name.equals("work") ? "see run" : name;
            case "integer" -> "whole number";
            case "number" -> "number";
            case "boolean" -> "`true`, `false`";
            default -> name.isEmpty() ? "text" : name.replace('-', ' ');
        };
    }

    private static String meaning(JsonNode property) {
        String own = property.path("description").asText();
        return (own.isEmpty() ? resolve(property).path("description").asText() : own).replace("|", "\\|");
    }

    private static JsonNode resolve(JsonNode schema) {
        String ref = schema.path("$ref").asText("");
        return ref.isEmpty() ? schema : SCHEMA.at(ref.substring(1));
    }
}
