package io.tidegate.local.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Content;
import io.tidegate.local.workspace.channel.HistoryFile;
import io.tidegate.local.workspace.channel.Message;
import io.tidegate.local.workspace.channel.Stamps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart, or a kill, loses nothing of what was said. */
class HistoryIT {
    @Test
    void whatWasSaidChangedAndDeletedIsAsBefore(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("history.jsonl");
        Chat before = new Chat(new Stamps(Clock.systemUTC()));
        List<Message> said;
        try (HistoryFile unused = HistoryFile.follow(file, before)) {
            Message card = before.post("C1", "U1", Content.of("card"));
            before.reply("C1", "U1", Content.of("milestone"), card.ts(), true);
            before.whisper("C1", "U1", Content.of("psst"), "U2", null);
            before.change(card.ts(), Content.of("card, changed"));
            before.delete(before.post("C1", "U1", Content.of("gone")).ts());
            said = before.in("C1");
        }
        // CrashWhileWriting: the last line is not whole.
        Files.writeString(file, "{\"kind\":\"POSTED\",\"mess", StandardOpenOption.APPEND);

        Chat after = new Chat(new Stamps(Clock.systemUTC()));
        try (HistoryFile unused = HistoryFile.follow(file, after)) {
            assertThat(after.in("C1")).isEqualTo(said).hasSize(3);
            assertThat(after.post("C1", "U1", Content.of("next")).ts())
                    .isGreaterThan(said.getLast().ts());
        }
    }
}
