package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The backups under an agent's home. */
final class LocalBackups {
    private final Path home;

    LocalBackups(Path home) {
        this.home = home;
    }

    /** Written by a test restore that found all of it equal. */
    record Verified(Instant at, String digest) {
        private static final String NAME = "backup-verified";
        static final String FILE = NAME + ".json";

        static void write(WindowRecords records, BackupManifest manifest, Instant now) throws IOException {
            records.write(NAME, new Verified(now, manifest.digest()));
        }

        static boolean holds(WindowRecords records, BackupManifest manifest) throws IOException {
            return records.read(NAME, Verified.class)
                    .filter(each -> each.digest().equals(manifest.digest()))
                    .isPresent();
        }
    }

    /** Whole ones, the oldest first. */
    List<BackupManifest> all() throws IOException {
        Path windows = home.resolve("windows");
        if (!Files.isDirectory(windows)) {
            return List.of();
        }
        List<BackupManifest> found = new ArrayList<>();
        try (Stream<Path> list = Files.list(windows)) {
            for (Path each : list.toList()) {
                BackupManifest.read(of(String.valueOf(each.getFileName()))).ifPresent(found::add);
            }
        }
        found.sort(java.util.Comparator.comparing(BackupManifest::endedAt));
        return found;
    }

    Optional<BackupManifest> find(String window) throws IOException {
        return all().stream().filter(each -> each.window().equals(window)).findFirst();
    }

    WindowRecords of(String window) throws IOException {
        return WindowRecords.of(home, window);
    }

    List<Retention.Kept> kept() throws IOException {
        List<Retention.Kept> kept = new ArrayList<>();
        for (BackupManifest each : all()) {
            kept.add(new Retention.Kept(each.window(), each.endedAt(), Verified.holds(of(each.window()), each)));
        }
        return kept;
    }

    /** The manifest first: where it is, the backup is whole. */
    void remove(String window) throws IOException {
        WindowRecords records = of(window);
        BackupManifest.remove(records);
        Files.deleteIfExists(records.path(BackupSeal.SIGNATURE));
        Files.deleteIfExists(records.path(BackupSeal.PUBLIC_KEY));
        DurableFiles.delete(records.path(BackupManifest.DIRECTORY));
    }
}
