package io.tidegate.scenarios.rig;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A plan of the tests, as its author would have it for another place. */
public record PlanFile(String yaml) {
    /** The zone of the plans as they stand in the files. */
    private static final String WRITTEN = "Asia/Jakarta";

    /** @param name of a file under {@code src/test/resources/plans} */
    public static PlanFile named(String name) {
        try (InputStream in = PlanFile.class.getResourceAsStream("/plans/" + name + ".yaml")) {
            return new PlanFile(new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with window and audiences there. */
    public PlanFile in(ZoneId zone) {
        return with(WRITTEN, zone.getId());
    }

    /** @throws IllegalArgumentException when the plan does not say {@code written} */
    public PlanFile with(String written, String instead) {
        if (!yaml.contains(written)) {
            throw new IllegalArgumentException("the plan does not say '" + written + "'");
        }
        return new PlanFile(yaml.replace(written, instead));
    }

    Plan plan() {
        return switch (PlanReader.read("plan.yaml", yaml)) {
            case PlanReader.Reading.Valid valid -> valid.plan();
            case PlanReader.Reading.Invalid invalid ->
                throw new IllegalArgumentException("not a plan: " + invalid.problems());
        };
    }

    /** By step, of those that say what they are expected to take. */
    Map<String, Duration> expected() {
        Map<String, Duration> expected = new HashMap<>();
        Plan plan = plan();
        java.util.stream.Stream.concat(plan.steps().stream(), plan.rollback().stream())
                .filter(step -> step.expected() != null)
                .forEach(step -> expected.put(step.id(), step.expected()));
        return expected;
    }

    void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(plan().name() + ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
