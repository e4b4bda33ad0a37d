package io.tidegate.dbagent.preflight;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.DataDisk;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Free space: against what the plan wants, and against what the copies of the window need. */
final class Room {
    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;

    private final Work.Preflight bounds;
    private final Findings findings;

    Room(Work.Preflight bounds, Findings findings) {
        this.bounds = bounds;
        this.findings = findings;
    }

    void percent(String name, FileStore store) throws IOException {
        double percent = Math.floor(1000.0 * store.getUsableSpace() / Math.max(1, store.getTotalSpace())) / 10;
        findings.fact(Fact.number(name + "-free", percent, "percent")
                .within("at least " + bounds.minDiskFreePercent() + " percent"));
        if (percent < bounds.minDiskFreePercent()) {
            findings.broken("the " + name.replace('-', ' ') + " has " + percent + " % free, the plan wants "
                    + bounds.minDiskFreePercent() + " %");
        }
    }

    /** @param home the agent's, where the backup goes */
    void forCopies(Vitals vitals, Path home) throws IOException {
        Optional<FileStore> data = DataDisk.of(vitals.dataDirectory());
        if (data.isEmpty()) {
            findings.fact(Fact.text("data-disk-free", "not visible from the agent's machine"));
            return;
        }
        percent("data-disk", data.get());
        FileStore backups = Files.getFileStore(home);
        boolean shared = data.get().equals(backups);
        // A test restore and a safety copy beside the database; the dump is at most as large as the data.
        long needed = 2 * vitals.bytes() + (shared ? vitals.bytes() : 0);
        bytes(
                "data-disk",
                data.get(),
                needed,
                "the window needs about " + words(needed) + " for the test restore and the safety copy"
                        + (shared ? " and the backup" : ""));
        if (!shared) {
            bytes("backup-disk", backups, vitals.bytes(), "the backup may need " + words(vitals.bytes()));
        }
    }

    private void bytes(String name, FileStore store, long needed, String sentence) throws IOException {
        long free = store.getUsableSpace();
        findings.fact(new Fact(name + "-room", words(free), (double) free, "bytes", "at least " + words(needed)));
        if (free < needed) {
            findings.broken("the " + name.replace('-', ' ') + " has " + words(free) + " free, and " + sentence);
        }
    }

    private static String words(long bytes) {
        return bytes < GIGABYTE
                ? String.format(Locale.ROOT, "%.0f MB", bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }
}
