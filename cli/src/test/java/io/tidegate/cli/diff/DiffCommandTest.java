package io.tidegate.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.CommandRun;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffCommandTest {
    @TempDir
    private Path directory = Path.of(".");

    private CommandRun diff(String after, String... options) throws IOException {
        String old =
                Files.writeString(directory.resolve("old.yaml"), Samples.SMALL).toString();
        String now = Files.writeString(directory.resolve("new.yaml"), after).toString();
        String[] arguments =
                Stream.concat(Stream.of(old, now), Arrays.stream(options)).toArray(String[]::new);
        return CommandRun.of(new DiffCommand(), arguments);
    }

    @Test
    void commentsAreNoChangeAndTheHashStays() throws IOException {
        CommandRun run = diff("# a comment\n" + Samples.SMALL);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("Nothing changes for people.");
    }

    @Test
    void aChangeForPeopleIsToldUnderItsHeadingAndSaysThatTheHashIsAnother() throws IOException {
        CommandRun run = diff(Samples.SMALL.replace("downtime: 30m", "downtime: 45m"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("Downtime"),
                        line -> assertThat(line).startsWith("  Stakeholders are told of 45 minutes"),
                        line -> assertThat(line).startsWith("The content hash changes from "));
    }

    @Test
    void theSameAsJson() throws IOException {
        CommandRun run = diff(Samples.SMALL.replace("downtime: 30m", "downtime: 45m"), "--format", "json");

        JsonNode json = Json.read(run.out(), JsonNode.class);
        assertThat(json.path("changes").path(0).path("area").asText()).isEqualTo("downtime");
        assertThat(json.path("otherContent").asBoolean()).isTrue();
    }

    @Test
    void aFileThatIsNoPlanIsToldWithItsProblems() throws IOException {
        CommandRun run = diff(Samples.SMALL.replace("length: 60m", "length: sixty"));

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("new.yaml:7:65: window.length: found 'sixty'");
    }
}
