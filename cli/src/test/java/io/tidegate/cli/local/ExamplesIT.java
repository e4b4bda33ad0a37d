package io.tidegate.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.local.stack.Example;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbooks as plans, whole windows on the local stack: one way each, the other by {@code tidegate demo}. */
final class ExamplesIT {
    private static final long ROWS = 20_000;

    @TempDir
    private Path directory = Path.of(".");

    private Window whole(String example, boolean failing) {
        try (var window = StackWindow.start(directory, Example.named(example), ROWS, failing)) {
            Demo.Outcome outcome = window.run();

            assertThat(outcome.isSo()).as(window.shown()).isTrue();
            assertThat(outcome.window().status()).isEqualTo(failing ? Status.ROLLED_BACK : Status.COMPLETED);
            return outcome.window();
        }
    }

    private static StepState.Progress progress(Window window, String step) {
        return window.step(step).orElseThrow().progress();
    }

    @Test
    void citadelbuyGoesBackByRestoringItsBackupWhenTheFifthMigrationFails() {
        Window window = whole("citadelbuy", true);

        assertThat(window.step("migrate").orElseThrow().evidence().toString()).contains("4 migrations");
        assertThat(progress(window, "restore")).isEqualTo(StepState.Progress.DONE);
    }

    @Test
    void fulfilmentFillsInItsDataAfterTheMigrations() {
        Window window = whole("fulfilment", false);

        assertThat(progress(window, "populate")).isEqualTo(StepState.Progress.DONE);
        assertThat(window.step("watch").orElseThrow().evidence())
                .extracting(Fact::name, Fact::bound)
                .contains(tuple("connections", "at most 80 %"), tuple("slow-statements", "at most 2 statements"));
    }

    @Test
    void d1GoesBackByRestoringItsBackupWhenVerificationFails() {
        Window window = whole("d1", true);

        assertThat(window.step("reconcile").orElseThrow().evidence().toString()).contains("0002_tags.sql");
        assertThat(progress(window, "verify")).isEqualTo(StepState.Progress.FAILED);
        assertThat(progress(window, "restore")).isEqualTo(StepState.Progress.DONE);
    }

    @Test
    void thePortionSizeRunbookGoesBackByItsUndoScriptAlone() {
        Window window = whole("portion-size-runbook", true);

        assertThat(progress(window, "undo")).isEqualTo(StepState.Progress.DONE);
        assertThat(progress(window, "swap-back")).isEqualTo(StepState.Progress.SKIPPED);
        assertThat(progress(window, "restore")).isEqualTo(StepState.Progress.SKIPPED);
    }
}
