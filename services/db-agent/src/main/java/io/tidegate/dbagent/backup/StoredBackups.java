package io.tidegate.dbagent.backup;

import io.tidegate.contracts.json.Json;
import io.tidegate.dbagent.backup.store.BackupStore;
import io.tidegate.dbagent.backup.store.Sha256;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of backups in a store, as {@code <target>/<window>/…}. The manifest is put last and removed first: where it is,
 * the copy is whole.
 */
final class StoredBackups {
    private static final int PERCENT = 100;
    /** What lies beside the dump and its manifest. */
    static final List<String> BESIDE =
            List.of(BackupSeal.SIGNATURE, BackupSeal.PUBLIC_KEY, BackupManifest.DATABASE, LocalBackups.Verified.FILE);

    private final BackupStore store;
    private final String target;

    StoredBackups(BackupStore store, String target) {
        this.store = store;
        this.target = target;
    }

    /**
     * What was done.
     *
     * @param sent bytes that were not there yet
     * @param ended files that a killed agent had begun to send, which were taken away
     */
    record Copied(int files, long bytes, long sent, int ended) {}

    Copied put(WindowRecords records, BackupManifest manifest, StepProgress progress)
            throws IOException, InterruptedException {
        int ended = store.endUnfinished(target + "/");
        long total = manifest.bytes();
        long done = 0;
        long sent = 0;
        for (BackupManifest.DumpFile file : manifest.files()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while copying the backup away");
            }
            progress.doing(total == 0 ? null : (int) (PERCENT * done / total), "copying " + file.name());
            String key = key(manifest.window(), BackupManifest.DIRECTORY + "/" + file.name());
            Path here = records.path(BackupManifest.DIRECTORY).resolve(file.name());
            if (!store.holds(key, here, file.sha256())) {
                store.put(key, here, file.sha256());
                sent += file.bytes();
            }
            done += file.bytes();
        }
        for (String name : BESIDE) {
            putSmall(records, manifest.window(), name);
        }
        putSmall(records, manifest.window(), BackupSeal.MANIFEST);
        return new Copied(manifest.files().size(), total, sent, ended);
    }

    private void putSmall(WindowRecords records, String window, String name) throws IOException, InterruptedException {
        Path file = records.path(name);
        if (Files.exists(file)) {
            store.put(key(window, name), file, Sha256.of(file));
        }
    }

    /** The windows whose copies are whole. */
    List<String> windows() throws IOException, InterruptedException {
        String end = "/" + BackupSeal.MANIFEST;
        return store.list(target + "/").stream()
                .filter(key -> key.endsWith(end))
                .map(key -> key.substring(target.length() + 1, key.length() - end.length()))
                .toList();
    }

    /** Their manifests, with whether they were verified, the oldest first. */
    List<Retention.Kept> kept(Path temporary) throws IOException, InterruptedException {
        List<Retention.Kept> kept = new ArrayList<>();
        List<String> keys = store.list(target + "/");
        for (String window : windows()) {
            BackupManifest manifest = manifest(window, temporary);
            kept.add(new Retention.Kept(
                    window, manifest.endedAt(), keys.contains(key(window, LocalBackups.Verified.FILE))));
        }
        return kept;
    }

    BackupManifest manifest(String window, Path temporary) throws IOException, InterruptedException {
        Path file = temporary.resolve("manifest-" + window + ".json");
        store.get(key(window, BackupSeal.MANIFEST), file);
        try {
            return Json.read(Files.readAllBytes(file), BackupManifest.class);
        } finally {
            Files.delete(file);
        }
    }

    /** Every key of a window's copy, whole or not, without what comes before its name. */
    List<String> names(String window) throws IOException, InterruptedException {
        String begin = key(window, "");
        return store.list(begin).stream()
                .map(key -> key.substring(begin.length()))
                .toList();
    }

    void get(String window, String name, Path to) throws IOException, InterruptedException {
        store.get(key(window, name), to);
    }

    String location(String window) {
        return store.location() + " " + target + "/" + window;
    }

    void remove(String window) throws IOException, InterruptedException {
        store.delete(key(window, BackupSeal.MANIFEST));
        for (String key : store.list(target + "/" + window + "/")) {
            store.delete(key);
        }
    }

    private String key(String window, String name) {
        return target + "/" + window + "/" + name;
    }
}
