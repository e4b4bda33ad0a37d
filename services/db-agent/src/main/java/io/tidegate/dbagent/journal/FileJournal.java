package io.tidegate.dbagent.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal as a file of JSON lines, each flushed to disk before the call returns. A last line that a crash has cut
 * is left out: what it said had not been promised to anybody.
 */
public final class FileJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final Duration KEPT = Duration.ofDays(30);

    private final Memory memory = new Memory();
    private final FileChannel channel;
    private final Path file;

    private FileJournal(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.truncate(readAll());
        channel.position(channel.size());
    }

    /** @param now what ended and was told more than 30 days before is left out from here on */
    public static FileJournal open(Path file, Instant now) {
        try {
            DurableFiles.directory(Objects.requireNonNull(file.getParent()));
            var journal = new FileJournal(file);
            if (!journal.memory.forgetBefore(now.minus(KEPT))) {
                return journal;
            }
            journal.close();
            DurableFiles.replace(file, journal.compacted(now));
            return new FileJournal(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be opened", e);
        }
    }

    @Override
    public synchronized Optional<Attempt> attempt(AttemptKey key) {
        return memory.get(key);
    }

    @Override
    public synchronized Optional<Attempt> newest(String window, String step) {
        return memory.newest(window, step);
    }

    @Override
    public synchronized List<Attempt> unfinished() {
        return memory.all().stream().filter(attempt -> !attempt.hasEnded()).toList();
    }

    @Override
    public synchronized List<Attempt> untold() {
        return memory.all().stream()
                .filter(attempt -> attempt.hasEnded() && !attempt.told())
                .sorted(Comparator.comparing(attempt -> Objects.requireNonNull(attempt.endedAt())))
                .toList();
    }

    @Override
    public void taken(AttemptKey key, Task.RunStep task, Instant at) {
        append(new JournalEntry.Taken(key, at, task));
    }

    @Override
    public void begun(AttemptKey key, Instant at) {
        append(new JournalEntry.Begun(key, at));
    }

    @Override
    public void cancelled(AttemptKey key, String reason, Instant at) {
        append(new JournalEntry.Cancelled(key, at, reason));
    }

    @Override
    public void ended(AttemptKey key, Report.OfStep report, Instant at) {
        append(ending(key, report, at));
    }

    @Override
    public void told(AttemptKey key, Instant at) {
        append(new JournalEntry.Told(key, at));
    }

    @Override
    public synchronized void tellAgain(AttemptKey key) {
        memory.tellAgain(key);
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be closed", e);
        }
    }

    private synchronized void append(JournalEntry entry) {
        try {
            ByteBuffer line = ByteBuffer.wrap(line(entry).getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
            memory.apply(entry);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be written", e);
        }
    }

    /** @return where the last whole line ends */
    private long readAll() throws IOException {
        long end = 0;
        byte[] all = Files.readAllBytes(file);
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                String line = new String(all, (int) end, i - (int) end, StandardCharsets.UTF_8);
                memory.apply(Json.read(line, JournalEntry.class));
                end = i + 1L;
            }
        }
        if (end < all.length) {
            LOG.warn("The journal's last line was cut by a crash, and is left out");
        }
        return end;
    }

    private synchronized String compacted(Instant now) {
        StringBuilder lines = new StringBuilder();
        for (Attempt attempt : memory.all()) {
            AttemptKey key = attempt.key();
            lines.append(line(new JournalEntry.Taken(key, now, attempt.task())));
            if (attempt.begun()) {
                lines.append(line(new JournalEntry.Begun(key, now)));
            }
            String cancelled = attempt.cancelled();
            if (cancelled != null) {
                lines.append(line(new JournalEntry.Cancelled(key, now, cancelled)));
            }
            Report.OfStep report = attempt.report();
            if (report != null) {
                lines.append(line(ending(key, report, Objects.requireNonNull(attempt.endedAt()))));
            }
            if (attempt.told()) {
                lines.append(line(new JournalEntry.Told(key, now)));
            }
        }
        return lines.toString();
    }

    private static JournalEntry ending(AttemptKey key, Report.OfStep report, Instant at) {
        return new JournalEntry.Ended(
                key, at, PayloadTypes.nameOf(report), Json.mapper().<JsonNode>valueToTree(report));
    }

    private static String line(JournalEntry entry) {
        // Through the base type, so that the line says which entry it is.
        try {
            return Json.mapper().writerFor(JournalEntry.class).writeValueAsString(entry) + "\n";
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException("not writable: " + entry.key(), e);
        }
    }
}
