package io.tidegate.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.log.Anchor;
import io.tidegate.contracts.log.LogRecord;
import io.tidegate.contracts.log.LogVerifier;
import io.tidegate.contracts.log.LogWriter;
import io.tidegate.contracts.window.WindowEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TimelineTest {
    static final String WINDOW = "small-20261201-0340-ab12";

    static LogWriter log() {
        return new LogWriter(WINDOW, Samples.small());
    }

    static Replay replay(List<LogRecord> records, @Nullable Anchor anchor) {
        var verifier = new LogVerifier(List.of(LogWriter.publicKey()));
        records.forEach(verifier::accept);
        return new Replay(verifier.of(WINDOW, anchor).orElseThrow());
    }

    private static void compare(String name, Replay replay) {
        List<String> lines = new ArrayList<>(Timeline.lines(replay.log().history()));
        lines.add("");
        lines.addAll(Timeline.verdict(replay));
        Path file = Samples.root().resolve("cli/src/test/resources/golden").resolve(name + ".txt");
        Golden.compare(file, String.join("\n", lines) + "\n");
    }

    @Test
    void aWindowThatCompleted() {
        compare("timeline-completed", replay(log().completed().records(), null));
    }

    @Test
    void aWindowThatRolledBack() {
        compare("timeline-rolled-back", replay(log().rolledBack().records(), null));
    }

    @Test
    void aLogWithFaults() {
        var records = new ArrayList<>(log().completed().records());
        records.remove(14);
        compare("timeline-faults", replay(records, new Anchor(99, "0".repeat(64))));
    }

    @Test
    void textsOfPeopleDoNotDriveTheTerminal() {
        LogWriter log = log().scheduled();
        log.happens(Actor.person("U0EVE", "Eve\u001b[2J"), new WindowEvent.WindowHeld("\u001b]0;owned\u0007 why\nnot"));

        assertThat(String.join(
                        "|", Timeline.lines(replay(log.records(), null).log().history())))
                .doesNotContainPattern("\\p{Cntrl}")
                .contains("owned  why not");
    }
}
