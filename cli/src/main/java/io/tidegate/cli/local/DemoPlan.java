package io.tidegate.cli.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidegate.local.stack.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An example's plan, except that a demo does not watch for a quarter of an hour. */
final class DemoPlan {
    /** As many samples as break a bound. */
    private static final String WATCHED = "3s";

    private DemoPlan() {}

    /**
     * @param rehearsed as the example is; else without its rehearsal, which would find a fault before the window
     * @return the directory with the plan
     */
    static Path write(Path directory, Example example, Duration watch, boolean rehearsed) {
        YAMLMapper yaml = new YAMLMapper();
        try {
            ObjectNode plan = (ObjectNode) yaml.readTree(example.plan().toFile());
            ((ObjectNode) plan.path("window")).put("watch", watch.toSeconds() + "s");
            plan.withArray("steps").forEach(step -> {
                if (step.path("run") instanceof ObjectNode run
                        && run.path("kind").asText().equals("thresholds")) {
                    run.put("for", WATCHED).put("every", "1s");
                }
            });
            if (!rehearsed) {
                remove(plan.withArray("steps"), "rehearsal");
                remove(plan.withArray("criteria"), "rehearsed");
            }
            Path place =
                    Files.createDirectories(directory.resolve(plan.path("name").asText()));
            yaml.writeValue(place.resolve("plan.yaml").toFile(), plan);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the demo's plan", e);
        }
    }

    private static void remove(ArrayNode items, String id) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.path(i).path("id").asText().equals(id)) {
                items.remove(i);
            }
        }
    }
}
