package io.tidegate.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any service may be killed in the middle of a window: the window ends the same, and nothing happens twice. */
final class KilledServiceIT {
    private static final long ROWS = 300_000;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void everyServiceKilledOneAfterTheOther() throws SQLException {
        var moments = new LinkedHashMap<String, Predicate<LoggedEvent>>();
        moments.put("slack-bot", started("backup"));
        moments.put("orchestrator", started("test-restore"));
        moments.put("db-agent", started("migrate"));
        moments.put(
                "notifier",
                event -> event.event() instanceof WindowEvent.NoticeRequested requested
                        && requested.notice().equals("complete"));
        completesInSpiteOf(moments);
    }

    @Test
    void agentKilledWhileTheSafetyCopyIsPutInPlace() {
        try (var window = StackWindow.start(directory, ROWS, true)) {
            Demo.Outcome outcome = window.runKilling(Map.of("db-agent", started("swap-back")));

            assertThat(outcome.window().status()).as(window.shown()).isEqualTo(Status.ROLLED_BACK);
            assertThat(outcome.isSo()).as(window.shown()).isTrue();
        }
    }

    private void completesInSpiteOf(Map<String, Predicate<LoggedEvent>> moments) throws SQLException {
        try (var window = StackWindow.start(directory, ROWS, false)) {
            Demo.Outcome outcome = window.runKilling(moments);

            Window end = outcome.window();
            assertThat(end.status()).as(window.shown()).isEqualTo(Status.COMPLETED);
            assertThat(end.steps())
                    .filteredOn(step -> end.plan().steps().stream()
                            .anyMatch(planned -> planned.id().equals(step.id())))
                    .allSatisfy(step -> {
                        assertThat(step.progress()).as(step.id()).isEqualTo(StepState.Progress.DONE);
                        assertThat(step.attempt()).as(step.id()).isEqualTo(1);
                    });
            assertThat(window.migrationsRun()).isEqualTo(1);
            assertThat(outcome.notices().isTrue()).as(window.shown()).isTrue();
            assertThat(outcome.proofs())
                    .as(window.shown())
                    .filteredOn(proof -> !proof.equals(outcome.notices().proof()))
                    .allMatch(Proof::holds);
            assertThat(said(window)).doesNotHaveDuplicates();
        }
    }

    private static Predicate<LoggedEvent> started(String step) {
        return event -> event.event() instanceof WindowEvent.StepStarted started
                && started.step().equals(step);
    }

    /** What everyone can read in the channel and its threads. */
    private static List<String> said(StackWindow window) {
        JsonNode channel = new People(window.stack().workspace())
                .get(window.stack().workspace() + "/local/messages?channel=C0MIGRATION");
        return all(channel.path("messages"))
                .flatMap(message -> Stream.concat(Stream.of(message), all(message.path("replies"))))
                .filter(message -> message.path("visibleTo").isMissingNode()
                        || message.path("visibleTo").isNull())
                .map(message -> message.path("threadTs").asText() + " "
                        + message.path("text").asText())
                .toList();
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
