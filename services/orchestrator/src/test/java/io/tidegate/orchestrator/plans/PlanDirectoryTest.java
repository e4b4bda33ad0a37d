package io.tidegate.orchestrator.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.orchestrator.window.PlanLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanDirectoryTest {
    private final Path directory;

    PlanDirectoryTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void aPlanIsThere() throws IOException {
        Files.createDirectories(directory.resolve("quick"));
        try (var plan = Objects.requireNonNull(getClass().getResourceAsStream("/plans/quick.yaml"))) {
            Files.copy(plan, directory.resolve("quick/plan.yaml"));
        }
    }

    @Test
    void aPlanIsFoundByItsName() {
        assertThat(new PlanDirectory(directory).find("quick")).isInstanceOfSatisfying(PlanLookup.Found.class, found -> {
            assertThat(found.plan().target()).isEqualTo("quick-db");
            assertThat(found.hash()).hasSize(64);
        });
    }

    @Test
    void aPlanThatIsPutThereLaterIsFound() throws IOException {
        PlanDirectory plans = new PlanDirectory(directory);
        assertThat(plans.find("late")).isEqualTo(new PlanLookup.Unknown("late", List.of("quick")));

        String text = Files.readString(directory.resolve("quick/plan.yaml"));
        Files.writeString(directory.resolve("late.yaml"), text.replace("name: quick", "name: late"));
        assertThat(plans.find("late")).isInstanceOf(PlanLookup.Found.class);
    }

    @Test
    void whatHasLainThereForLongAndChangesIsReadAgain() throws IOException {
        Path file = directory.resolve("quick/plan.yaml");
        for (Path old : List.of(file, directory.resolve("quick"), directory)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        PlanDirectory plans = new PlanDirectory(directory);
        PlanLookup before = plans.find("quick");
        assertThat(plans.find("quick")).isEqualTo(before);

        Files.writeString(file, Files.readString(file).replace("title: Quick", "title: Quicker"));
        assertThat(plans.find("quick")).isInstanceOfSatisfying(PlanLookup.Found.class, found -> assertThat(
                        found.plan().title())
                .startsWith("Quicker"));
        Files.writeString(
                directory.resolve("other.yaml"), Files.readString(file).replace("name: quick", "name: other"));
        assertThat(plans.find("other")).isInstanceOf(PlanLookup.Found.class);
        Files.delete(directory.resolve("other.yaml"));
        assertThat(plans.find("other")).isInstanceOf(PlanLookup.Unknown.class);
    }

    @Test
    void aPlanThatIsNotValidSaysWhere() throws IOException {
        Files.writeString(directory.resolve("bad.yaml"), "tidegate: 1\nname: bad\nnonsense: true\n");

        assertThat(new PlanDirectory(directory).find("bad"))
                .isInstanceOfSatisfying(PlanLookup.Invalid.class, invalid -> {
                    assertThat(invalid.problems()).hasSizeBetween(2, 4);
                    assertThat(invalid.problems().getFirst()).startsWith("bad.yaml:");
                });
    }

    @Test
    void aDirectoryThatHasGoneIsAReasonToRefuse() {
        assertThat(new PlanDirectory(directory.resolve("gone")).find("quick"))
                .isInstanceOfSatisfying(PlanLookup.Invalid.class, invalid -> assertThat(invalid.problems())
                        .containsExactly("the directory of plans cannot be read"));
    }
}
