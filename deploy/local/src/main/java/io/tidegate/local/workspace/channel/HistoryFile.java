package io.tidegate.local.workspace.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.contracts.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was said in a file, a line for each change, so that a restart, or a kill, loses none of it. */
public final class HistoryFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);

    private final BufferedWriter out;

    private HistoryFile(BufferedWriter out) {
        this.out = out;
    }

    /** Puts back into the chat what the file holds, shortens the file to that, and then follows the chat. */
    public static HistoryFile follow(Path file, Chat chat) {
        try {
            Collection<Message> kept = read(file);
            chat.restore(kept);
            rewrite(file, kept);
            HistoryFile history = new HistoryFile(Files.newBufferedWriter(file, StandardOpenOption.APPEND));
            chat.listen(history::write);
            return history;
        } catch (IOException e) {
            throw new UncheckedIOException("The history in " + file + " cannot be used", e);
        }
    }

    private static Collection<Message> read(Path file) throws IOException {
        Map<String, Message> kept = new LinkedHashMap<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            try {
                Change change = Json.mapper().readValue(line, Change.class);
                if (change.kind() == Change.Kind.DELETED) {
                    kept.remove(change.message().ts());
                } else {
                    kept.put(change.message().ts(), change.message());
                }
            } catch (JsonProcessingException e) {
                // The last line of a process that was killed while it wrote.
                LOG.warn("A line of {} is left out, it is not whole: {}", file, e.getOriginalMessage());
            }
        }
        return kept.values();
    }

    private static void rewrite(Path file, Collection<Message> kept) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path next = whole.resolveSibling(whole.getFileName() + ".next");
        Files.write(
                next,
                kept.stream()
                        .map(message -> Json.write(new Change(Change.Kind.POSTED, message)))
                        .toList());
        Files.move(next, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(Change change) {
        try {
            out.write(Json.write(change));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
