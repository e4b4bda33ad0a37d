package io.tidegate.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.CommandRun;
import io.tidegate.contracts.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateWarningsTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void whatThereIsToThinkAboutIsPrintedWithItsPlaceAndFailsNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("plan.yaml"), Samples.SMALL);

        CommandRun run = CommandRun.of(new ValidateCommand(), file.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(file + ":15:25: warning: 'announce' reaches users at night, by mail");
    }
}
