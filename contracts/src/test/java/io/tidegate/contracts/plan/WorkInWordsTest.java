package io.tidegate.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Golden;
import io.tidegate.contracts.PayloadSamples;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.json.Json;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documentation's table of ways back is what every kind says of itself. */
final class WorkInWordsTest {

    private static String table() {
        return PayloadSamples.works().stream()
                .map(work ->
                        "| `" + Json.mapper().valueToTree(work).path("kind").asText() + "` | "
                                + WorkInWords.of(work).takenBackBy() + " |\n")
                .distinct()
                .collect(Collectors.joining("", "| step kind | taken back by |\n|---|---|\n", ""));
    }

    @Test
    void theDocumentationSaysOfEachKindWhatTakesItBack() {
        assertThat(Samples.read(Golden.document("db-agent.md"))).contains(table());
    }

    @Test
    void whatAStepDoesNamesWhatThePlanNames() {
        assertThat(WorkInWords.of(new Work.Migrate("flyway", "portion-size")).does())
                .isEqualTo("runs the set 'portion-size' with flyway");
    }
}
