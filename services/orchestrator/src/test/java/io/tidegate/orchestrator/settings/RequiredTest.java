package io.tidegate.orchestrator.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequiredTest {
    private final Map<String, String> values = new HashMap<>();

    RequiredTest(@TempDir Path directory) {
        values.put("tidegate.database.url", "jdbc:postgresql://localhost/t");
        values.put("tidegate.database.user", "t");
        values.put("tidegate.database.password", "");
        values.put("tidegate.plans", directory.toString());
        values.put("tidegate.signing.key", directory.resolve("key.pem").toString());
    }

    @Test
    void rightSettingsHaveNoProblem() {
        assertThat(Required.problems(name -> Optional.ofNullable(values.get(name))))
                .isEmpty();
    }

    @Test
    void aMissingSettingIsNamedWithItsMend() {
        values.remove("tidegate.signing.key");

        assertThat(Required.problems(name -> Optional.ofNullable(values.get(name))))
                .singleElement()
                .asString()
                .startsWith("TIDEGATE_SIGNING_KEY is missing: set it to a file");
    }

    @Test
    void aWrongSettingIsNamedAndItsValueIsNotRepeated() {
        values.put("tidegate.database.url", "mysql://secret");
        values.put("tidegate.plans", "/nowhere/secret");

        assertThat(Required.problems(name -> Optional.ofNullable(values.get(name))))
                .hasSize(2)
                .noneMatch(problem -> problem.contains("secret"))
                .anyMatch(problem -> problem.startsWith("TIDEGATE_PLANS is wrong"));
    }
}
