package io.tidegate.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import io.tidegate.contracts.plan.PlanReader.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file under {@code plans} with the problems that it has, all of them, beside it. */
final class PlanProblemsTest {
    private static final Path PLANS = Samples.root().resolve("contracts/src/test/resources/plans");

    static Stream<String> plans() throws IOException {
        try (Stream<Path> files = Files.list(PLANS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyProblemIsNamedAtItsPlace(String name) {
        String yaml = Samples.read(PLANS.resolve(name + ".yaml"));
        String problems =
                switch (PlanReader.read(name + ".yaml", yaml)) {
                    case Reading.Valid valid -> "valid\n";
                    case Reading.Invalid invalid -> {
                        assertThat(invalid.problems()).isNotEmpty().allMatch(problem -> problem.line() > 0);
                        yield invalid.problems().stream()
                                .map(PlanProblem::toString)
                                .collect(Collectors.joining("\n", "", "\n"));
                    }
                };
        assertThat(problems.equals("valid\n")).isEqualTo(name.equals("valid"));
        Golden.compare(PLANS.resolve(name + ".problems.txt"), problems);
    }
}
