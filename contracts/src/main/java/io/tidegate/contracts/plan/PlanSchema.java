package io.tidegate.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What the JSON Schema says about a plan, in words for people. The allowed values come from the schema's own
 * descriptions, so that editor and reader say the same.
 */
final class PlanSchema {
    private static final JsonNode SCHEMA = load();
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA);
    private static final int LONGEST_QUOTE = 60;

    private PlanSchema() {}

    static List<PlanProblem> check(PlanDocument document) {
        return VALIDATOR.validate(document.root()).stream()
                .filter(error -> !isInsideOneOf(error.getEvaluationPath()))
                .map(error -> problem(document, error))
                .distinct()
                .toList();
    }

    private static JsonNode load() {
        try (InputStream in = PlanSchema.class.getResourceAsStream("/schemas/plan-v1.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("the plan's schema is not on the class path");
            }
            return Json.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the plan's schema cannot be read", e);
        }
    }

    /** The parts of a oneOf that do not hold say nothing that the oneOf itself does not say better. */
    private static boolean isInsideOneOf(NodePath path) {
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            if (path.getName(i).equals("oneOf")) {
                return true;
            }
        }
        return false;
    }

    private static PlanProblem problem(PlanDocument document, Error error) {
        PlanPath path = path(error.getInstanceLocation());
        JsonNode keyword = error.getSchemaNode();
        String name = String.valueOf(error.getProperty());
        return switch (error.getKeyword()) {
            case "required" ->
                document.atValue(
                        path, "no '" + name + "'", "'" + name + "': " + description(propertyBeside(error, name)));
            case "additionalProperties" -> {
                List<String> names = propertyNames(error);
                yield document.atKey(path.member(name), "'" + name + "'", Nearest.among(name, names, "the keys here"));
            }
            case "enum" -> document.atValue(path, quote(error), Nearest.among(text(error), texts(keyword), "one of"));
            case "const" -> document.atValue(path, quote(error), keyword.toString());
            case "oneOf" -> document.atValue(path, atMostOne(error, keyword), exactlyOne(keyword));
            case "minItems" ->
                document.atValue(
                        path, count(error, "item"), "at least " + keyword.asText() + ": " + description(error));
            case "minProperties" -> document.atValue(path, "nothing in it", "at least one key: " + description(error));
            case "uniqueItems" -> document.atValue(path, "the same value twice", "each value once");
            case "minimum" -> document.atValue(path, quote(error), "a number of at least " + keyword.asText());
            case "maximum" -> document.atValue(path, quote(error), "a number of at most " + keyword.asText());
            case "maxLength" ->
                document.atValue(
                        path,
                        "a text of " + text(error).length() + " characters",
                        "at most " + keyword.asText() + " characters");
            case "minLength" -> document.atValue(path, "an empty text", description(error));
            case "propertyNames" -> document.atValue(path, "the key '" + name + "'", keyName(keyword));
            case "type" -> document.atValue(path, quote(error), type(error, keyword));
            default -> document.atValue(path, quote(error), description(error));
        };
    }

    private static PlanPath path(NodePath location) {
        PlanPath path = PlanPath.ROOT;
        for (int i = 0; i < location.getNameCount(); i++) {
            path = location.getElement(i) instanceof Integer index
                    ? path.item(index)
                    : path.member(location.getName(i));
        }
        return path;
    }

    private static String quote(Error error) {
        JsonNode value = error.getInstanceNode();
        if (value.isNull()) {
            return "nothing";
        }
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "a group of keys";
        }
        String text = value.asText();
        return "'" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + "'";
    }

    private static String text(Error error) {
        return error.getInstanceNode().asText();
    }

    private static String count(Error error, String what) {
        int size = error.getInstanceNode().size();
        return size == 0 ? "no " + what : size + " " + what + (size == 1 ? "" : "s");
    }

    private static String atMostOne(Error error, JsonNode oneOf) {
        var there = alternatives(oneOf).stream()
                .filter(error.getInstanceNode()::has)
                .toList();
        return there.isEmpty() ? "none of them" : String.join(" and ", there);
    }

    private static String exactlyOne(JsonNode oneOf) {
        return "exactly one of " + String.join(", ", alternatives(oneOf));
    }

    private static List<String> alternatives(JsonNode oneOf) {
        return StreamSupport.stream(oneOf.spliterator(), false)
                .map(part -> part.path("required").path(0).asText())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String keyName(JsonNode propertyNames) {
        return "as key " + resolve(propertyNames).path("description").asText("another text");
    }

    private static String type(Error error, JsonNode keyword) {
        String described = description(error);
        String types = keyword.isArray() ? String.join(" or ", texts(keyword)) : keyword.asText();
        return switch (types) {
            case "array" -> "a list: " + described;
            case "object" -> "a group of keys: " + described;
            case "integer" -> "a whole number: " + described;
            case "number" -> "a number: " + described;
            case "boolean" -> "true or false: " + described;
            case "string" -> around(error).has("pattern") ? described : "a text: " + described;
            default -> described;
        };
    }

    /** The schema that the keyword stands in. */
    private static JsonNode around(Error error) {
        NodePath fragment = error.getSchemaLocation().getFragment();
        JsonNode node = SCHEMA;
        for (int i = 0; i < fragment.getNameCount() - 1; i++) {
            node = fragment.getElement(i) instanceof Integer index ? node.path(index) : node.path(fragment.getName(i));
        }
        return node;
    }

    private static List<String> propertyNames(Error error) {
        List<String> names = new ArrayList<>();
        around(error).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode propertyBeside(Error error, String name) {
        return around(error).path("properties").path(name);
    }

    private static String description(Error error) {
        return description(around(error));
    }

    private static String description(JsonNode schema) {
        JsonNode resolved = resolve(schema);
        String own = schema.path("description").asText("");
        String general = resolved.path("description").asText("");
        String both = own.isEmpty() || own.equals(general) || !resolved.has("pattern")
                ? (own.isEmpty() ? general : own)
                : general + " (" + own + ")";
        if (resolved.has("enum") && schema.path("enum").isMissingNode()) {
            return both + " One of " + texts(resolved.path("enum")).stream().collect(Collectors.joining(", "));
        }
        return both;
    }

    private static JsonNode resolve(JsonNode schema) {
        String ref = schema.path("$ref").asText("");
        return ref.isEmpty() ? schema : SCHEMA.at(ref.substring(1));
    }
}
