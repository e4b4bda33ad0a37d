package io.tidegate.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One place in a plan that may be wrong in any way: whoever asks it for something that is not there, or is of another
 * type, gets nothing, because the schema has complained already.
 */
record PlanPart(PlanDocument document, PlanPath path, JsonNode node) {

    static PlanPart root(PlanDocument document) {
        return new PlanPart(document, PlanPath.ROOT, document.root());
    }

    PlanPart member(String name) {
        return new PlanPart(document, path.member(name), node.path(name));
    }

    List<PlanPart> items() {
        List<PlanPart> items = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                items.add(new PlanPart(document, path.item(i), node.path(i)));
            }
        }
        return items;
    }

    List<PlanPart> items(String name) {
        return member(name).items();
    }

    boolean isThere() {
        return !node.isMissingNode();
    }

    boolean is(String text) {
        return node.isTextual() && node.asText().equals(text);
    }

    Optional<String> text() {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    Optional<String> text(String name) {
        return member(name).text();
    }

    List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    Optional<Duration> duration(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(Durations.parse(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // The schema has refused it, in better words.
            }
        });
    }

    Optional<BigDecimal> number(String name) {
        JsonNode member = node.path(name);
        return member.isNumber() ? Optional.of(member.decimalValue()) : Optional.empty();
    }

    PlanProblem problem(String found, String allowed) {
        return document.atValue(path, found, allowed);
    }

    /** The text in quotes, as what was found. */
    String quoted() {
        return "'" + node.asText() + "'";
    }
}
