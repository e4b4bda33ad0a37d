package io.tidegate.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the local stack wrote about itself, for defaults.
 *
 * @param kafka bootstrap servers
 * @param signingKey the orchestrator's key file
 * @param orchestrator its address
 */
record StackFile(Optional<String> kafka, Optional<Path> signingKey, Optional<String> orchestrator) {
    static final Path PLACE = Path.of(".tidegate", "run", "stack.json");

    /** Empty throughout where there is no such file. */
    static StackFile read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new StackFile(Optional.empty(), Optional.empty(), Optional.empty());
        }
        JsonNode stack = Json.mapper().readTree(file.toFile());
        return new StackFile(
                text(stack, "kafka"), text(stack, "signingKey").map(Path::of), text(stack, "orchestrator"));
    }

    private static Optional<String> text(JsonNode stack, String member) {
        return Optional.ofNullable(stack.path(member).textValue());
    }
}
