package io.tidegate.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as a JSON tree that knows where each of its values stands. Text stays text: of YAML 1.1's implicit types
 * only plain decimal numbers, {@code true}, {@code false} and null are taken, so that {@code on}, {@code no},
 * {@code 16:00} and dates mean what they look like.
 */
final class PlanDocument {
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_NODES = 20_000;
    private static final int DEEPEST = 30;
    private static final int MOST_ALIASES = 50;

    /** Where something stands, from 1. */
    record Place(int line, int column) {
        static final Place UNKNOWN = new Place(0, 0);

        static Place of(@Nullable Mark mark) {
            return mark == null ? UNKNOWN : new Place(mark.getLine() + 1, mark.getColumn() + 1);
        }
    }

    private final String file;
    private final Map<PlanPath, Place> values = new HashMap<>();
    private final Map<PlanPath, Place> keys = new HashMap<>();
    private final Map<PlanPath, String> written = new HashMap<>();
    private final List<PlanProblem> problems = new ArrayList<>();
    private JsonNode root = MissingNode.getInstance();
    private int nodes;

    private PlanDocument(String file) {
        this.file = file;
    }

    /** Never throws on what stands in {@code yaml}; what is wrong with it is among {@link #problems}. */
    static PlanDocument parse(String file, String yaml) {
        var document = new PlanDocument(file);
        try {
            Node node = new Yaml(limits()).compose(new StringReader(yaml));
            if (node == null) {
                document.problem(new Place(1, 1), PlanPath.ROOT, "an empty file", "a plan");
            } else {
                document.root = document.convert(PlanPath.ROOT, node, 0);
            }
        } catch (MarkedYAMLException e) {
            document.problem(
                    Place.of(e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark()),
                    PlanPath.ROOT,
                    "no YAML: " + oneLine(e),
                    "YAML");
        } catch (YAMLException e) {
            document.problem(new Place(1, 1), PlanPath.ROOT, "no YAML: " + e.getMessage(), "YAML within bounds");
        } catch (TooMuchException e) {
            document.root = MissingNode.getInstance();
            document.problem(e.place, PlanPath.ROOT, e.found, e.allowed);
        }
        return document;
    }

    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private static String oneLine(MarkedYAMLException e) {
        String context = e.getContext();
        return (context == null ? "" : context + ", ") + e.getProblem();
    }

    JsonNode root() {
        return root;
    }

    List<PlanProblem> problems() {
        return problems;
    }

    /** Where each value stands. */
    Map<PlanPath, Place> places() {
        return values;
    }

    /** A value as it was written, before YAML made a number of it; null for what is no scalar. */
    @Nullable
    String written(PlanPath path) {
        return written.get(path);
    }

    /** A problem with the value at that path. */
    PlanProblem atValue(PlanPath path, String found, String allowed) {
        return problemAt(values.getOrDefault(path, Place.UNKNOWN), path, found, allowed);
    }

    /** A problem with the key that the path ends in. */
    PlanProblem atKey(PlanPath path, String found, String allowed) {
        return problemAt(keys.getOrDefault(path, Place.UNKNOWN), path, found, allowed);
    }

    private PlanProblem problemAt(Place place, PlanPath path, String found, String allowed) {
        return new PlanProblem(file, place.line(), place.column(), path.toString(), found, allowed);
    }

    private void problem(Place place, PlanPath path, String found, String allowed) {
        problems.add(problemAt(place, path, found, allowed));
    }

    private JsonNode convert(PlanPath path, Node node, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new TooMuchException(
                    Place.of(node.getStartMark()),
                    "aliases or nesting that make the plan too large",
                    "at most " + MOST_NODES + " values, nested " + DEEPEST + " deep");
        }
        values.put(path, Place.of(node.getStartMark()));
        return switch (node) {
            case MappingNode mapping -> convertMapping(path, mapping, depth);
            case SequenceNode sequence -> {
                var array = JsonNodeFactory.instance.arrayNode();
                for (Node item : sequence.getValue()) {
                    array.add(convert(path.item(array.size()), item, depth + 1));
                }
                yield array;
            }
            case ScalarNode scalar -> {
                written.put(path, scalar.getValue());
                yield convertScalar(scalar);
            }
            default -> throw new IllegalStateException("no such YAML node: " + node.getNodeId());
        };
    }

    private ObjectNode convertMapping(PlanPath path, MappingNode mapping, int depth) {
        var object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyPlace = Place.of(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problem(keyPlace, path, "a key that is no text", "a text as key");
                continue;
            }
            PlanPath member = path.member(key.getValue());
            if (object.has(key.getValue())) {
                problem(
                        keyPlace,
                        member,
                        "'" + key.getValue() + "' a second time",
                        "each key once; the first is in line "
                                + keys.getOrDefault(member, Place.UNKNOWN).line());
                continue;
            }
            keys.put(member, keyPlace);
            object.set(key.getValue(), convert(member, tuple.getValueNode(), depth + 1));
        }
        return object;
    }

    private static JsonNode convertScalar(ScalarNode scalar) {
        String text = scalar.getValue();
        var make = JsonNodeFactory.instance;
        if (!scalar.isPlain()) {
            return make.textNode(text);
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            return make.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return make.booleanNode(Boolean.parseBoolean(text));
        }
        if (text.matches("-?(0|[1-9]\\d{0,17})")) {
            return make.numberNode(Long.parseLong(text));
        }
        if (text.matches("-?(0|[1-9]\\d{0,99})")) {
            return make.numberNode(new BigInteger(text));
        }
        if (text.matches("-?(0|[1-9]\\d{0,17})\\.\\d{1,18}")) {
            return make.numberNode(new BigDecimal(text));
        }
        return make.textNode(text);
    }

    /** The file is larger, deeper or more self-referring than a plan can be. */
    private static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Place place;
        private final String found;
        private final String allowed;

        TooMuchException(Place place, String found, String allowed) {
            super(found, null, false, false);
            this.place = place;
            this.found = found;
            this.allowed = allowed;
        }
    }
}
