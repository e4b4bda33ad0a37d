package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.backup.store.Sha256;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a dump and their SHA-256. */
final class DumpFiles {
    private DumpFiles() {}

    /** Hashes every file and flushes it to disk. */
    static List<BackupManifest.DumpFile> seal(Path directory) throws IOException {
        List<BackupManifest.DumpFile> files = new ArrayList<>();
        for (Path file : list(directory)) {
            DurableFiles.force(file);
            files.add(
                    new BackupManifest.DumpFile(String.valueOf(file.getFileName()), Files.size(file), Sha256.of(file)));
        }
        DurableFiles.force(directory);
        return files;
    }

    /** What is wrong with a window's backup, its manifest's signature first; empty when all is as it was written. */
    static Optional<String> fault(WindowRecords records, BackupManifest manifest) throws IOException {
        Optional<String> seal = BackupSeal.fault(records);
        return seal.isPresent() ? seal : fault(records.path(BackupManifest.DIRECTORY), manifest.files());
    }

    /** What is wrong with the files, in a sentence; empty when they are what the manifest says. */
    private static Optional<String> fault(Path directory, List<BackupManifest.DumpFile> expected) throws IOException {
        for (BackupManifest.DumpFile file : expected) {
            Path path = directory.resolve(file.name());
            if (!Files.exists(path)) {
                return Optional.of("the file " + file.name() + " of the backup is missing");
            }
            if (Files.size(path) != file.bytes() || !Sha256.of(path).equals(file.sha256())) {
                return Optional.of("the file " + file.name() + " of the backup is not what was written");
            }
        }
        return Optional.empty();
    }

    static long bytes(Path directory) throws IOException {
        long bytes = 0;
        for (Path file : list(directory)) {
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
