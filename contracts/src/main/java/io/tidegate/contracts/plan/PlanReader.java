package io.tidegate.contracts.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.HashChain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a plan from YAML: every problem in one go, each with its place; else the plan with every default filled in.
 */
public final class PlanReader {
    private static final ObjectMapper PLANS = Json.configure(JsonMapper.builder())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();

    /** What came of reading: a plan, or every problem that was found. */
    public sealed interface Reading {
        /** @param hash lower-case hex SHA-256 of the plan's canonical JSON (RFC 8785) */
        record Valid(Plan plan, String hash) implements Reading {}

        /** @param problems at least one, in the order of the file */
        record Invalid(List<PlanProblem> problems) implements Reading {}
    }

    /**
     * @param line 1-based; 0 where no place is known
     * @param column 1-based; 0 where no place is known
     * @param path the place in the plan, as {@code steps[2].run.kind}
     * @param found what stands there
     * @param allowed what may stand there
     */
    public record PlanProblem(String file, int line, int column, String path, String found, String allowed) {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column + ": " + path + ": found " + found + "; allowed " + allowed;
        }
    }

    private PlanReader() {}

    /**
     * Never throws, whatever stands in {@code yaml}.
     *
     * @param file the name to use in problems
     */
    public static Reading read(String file, String yaml) {
        PlanDocument document = PlanDocument.parse(file, yaml);
        List<PlanProblem> problems = new ArrayList<>(document.problems());
        if (!document.root().isMissingNode()) {
            problems.addAll(PlanSchema.check(document));
            problems.addAll(PlanRules.check(document));
        }
        return problems.isEmpty() ? valid(document) : new Reading.Invalid(inOrder(problems));
    }

    /** The hash of a plan, as it stands in {@code WindowScheduled}. */
    public static String hash(Plan plan) {
        return HashChain.hash(Json.canonical(plan));
    }

    private static Reading valid(PlanDocument document) {
        ObjectNode tree = (ObjectNode) document.root();
        PlanDefaults.fill(tree);
        textsAsWritten(document, PlanPath.ROOT, tree);
        try {
            Plan plan = PLANS.treeToValue(tree, Plan.class);
            return new Reading.Valid(plan, hash(plan));
        } catch (JsonProcessingException e) {
            // The schema and the records say the same, so this is a fault of ours; it is still no reason to fall over.
            return new Reading.Invalid(
                    List.of(document.atValue(PlanPath.ROOT, "a plan that cannot be read", e.getOriginalMessage())));
        }
    }

    /** Values that are compared as text stay as they were written: {@code 1.50} does not become {@code 1.5}. */
    private static void textsAsWritten(PlanDocument document, PlanPath path, JsonNode node) {
        switch (node) {
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    textsAsWritten(document, path.item(i), array.path(i));
                }
            }
            case ObjectNode object -> {
                for (var member : object.properties()) {
                    PlanPath place = path.member(member.getKey());
                    String written = document.written(place);
                    boolean compared = isComparedAsText(place);
                    if (compared && written != null && member.getValue().isValueNode()) {
                        member.setValue(object.textNode(written));
                    } else {
                        textsAsWritten(document, place, member.getValue());
                    }
                }
            }
            default -> {} // A lone value in a list is text already.
        }
    }

    private static boolean isComparedAsText(PlanPath path) {
        List<Object> parts = path.parts();
        int last = parts.size() - 1;
        return last > 1
                && (parts.get(last).equals("value") && parts.contains("filled")
                        || parts.get(last - 1).equals("row") && parts.contains("rejects")
                        || parts.get(last - 1).equals("json")
                                && parts.get(last - 2).equals("run"));
    }

    /** By place; of two problems with one value the first, because the second mostly follows from it. */
    private static List<PlanProblem> inOrder(List<PlanProblem> problems) {
        Set<String> places = new HashSet<>();
        return problems.stream()
                .filter(problem -> problem.found().startsWith("no '")
                        || places.add(problem.line() + ":" + problem.column() + problem.path()))
                .sorted(Comparator.comparingInt(PlanProblem::line).thenComparingInt(PlanProblem::column))
                .toList();
    }
}
