package io.tidegate.dbagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agents' configurations of the examples are for other machines: their files are not here, all else must be right. */
final class ExampleConfigurationsTest {
    private static final Path EXAMPLES = Path.of("..", "..", "examples");

    static List<Path> configurations() throws IOException {
        try (Stream<Path> examples = Files.list(EXAMPLES)) {
            return examples.map(each -> each.resolve("agent.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void lacksNothingButTheFilesOfItsMachine(Path file) {
        var wrong = catchThrowableOfType(WrongConfigException.class, () -> AgentConfigReader.read(file));

        assertThat(wrong.problems())
                .isNotEmpty()
                .allMatch(problem -> problem.contains("cannot be read")
                        || problem.contains("cannot be run")
                        || problem.contains("is no directory"));
    }
}
