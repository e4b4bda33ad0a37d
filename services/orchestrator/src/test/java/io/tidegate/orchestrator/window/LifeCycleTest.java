package io.tidegate.orchestrator.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LifeCycleTest {
    private static final Path PAGE = Path.of(System.getProperty("tidegate.root", "../.."), "docs/life-cycle.md");

    @ParameterizedTest
    @EnumSource
    void everyStageAnswersEveryCommand(Stage stage) {
        for (CommandKind kind : CommandKind.values()) {
            assertThat(LifeCycle.cell(stage, kind)).as("%s in %s", kind, stage).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStageThatIsNotFinalHasAWayOutAndAFinalOneHasNone(Stage stage) {
        assertThat(LifeCycle.TRANSITIONS.stream().anyMatch(transition -> transition.from() == stage))
                .isEqualTo(!stage.isFinal());
    }

    /** Renew with {@code -Dgolden.renew=true}, and look at it. */
    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        String page = LifeCyclePage.write();
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualTo(page);
    }
}
