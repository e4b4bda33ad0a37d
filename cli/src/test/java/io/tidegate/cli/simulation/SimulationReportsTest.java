package io.tidegate.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.PlanPlaces;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** How a simulation looks. */
final class SimulationReportsTest {
    private static Path golden(String name) {
        return Samples.root().resolve("cli/src/test/resources/golden").resolve(name);
    }

    @Test
    void theTableOfAnExampleIsAsItWasLookedAt() {
        PlanPlaces places =
                PlanPlaces.of("plan.yaml", Samples.read(Samples.root().resolve("examples/portion-size/plan.yaml")));

        Golden.compare(golden("simulation.txt"), TableReport.of(Played.portionSize(), places, Ansi.OFF));
    }

    @Test
    void thePageOfAnExampleIsAsItWasLookedAt() {
        Golden.compare(golden("simulation.html"), HtmlReport.of(Played.portionSize()));
    }

    @Test
    void textsOfPeopleAreTextsOnThePage() {
        String page = HtmlReport.of(Played.small("title: Small migration", "title: <script>alert(1)</script>"));

        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script");
    }

    @Test
    void textsOfPeopleDoNotDriveTheTerminal() {
        String table = TableReport.of(
                Played.small("title: Small migration", "title: \"Small \\e[2J@|red migration|@\""),
                PlanPlaces.of("plan.yaml", ""),
                Ansi.OFF);

        assertThat(table).doesNotContain("\u001b").contains("@ |red migration| @");
    }

    @Test
    void thePageNeedsNothingElse() {
        assertThat(HtmlReport.of(Played.portionSize())).doesNotContain("<script", "<link", "src=", "@import", "url(");
    }

    @Test
    void theJsonSaysWhatKindOfHappeningEachIs() {
        JsonNode json = Json.read(Json.write(Played.small()), JsonNode.class);

        assertThat(json.path("outcome").asText()).isEqualTo("completed");
        assertThat(json.path("happenings").path(1).path("kind").asText()).isEqualTo("notice");
        assertThat(json.path("ways").path(0).path("latest").asText()).isEqualTo("2026-12-01T04:59:15Z");
    }
}
