package io.tidegate.dbagent.config;

import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where something stands in a YAML document. */
final class YamlPlace {
    private YamlPlace() {}

    /**
     * {@code :line:column} of the last part of the path that is there, both from 1.
     *
     * @param path keys, and indexes of lists as digits
     */
    static String of(String yaml, List<String> path) {
        Node node = new Yaml().compose(new StringReader(yaml));
        if (node == null) {
            return "";
        }
        Mark mark = node.getStartMark();
        for (String part : path) {
            switch (node) {
                case MappingNode mapping -> {
                    for (NodeTuple tuple : mapping.getValue()) {
                        if (tuple.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(part)) {
                            mark = key.getStartMark();
                            node = tuple.getValueNode();
                        }
                    }
                }
                case SequenceNode list -> {
                    node = list.getValue().get(Integer.parseInt(part));
                    mark = node.getStartMark();
                }
                default -> mark = node.getStartMark();
            }
        }
        return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
