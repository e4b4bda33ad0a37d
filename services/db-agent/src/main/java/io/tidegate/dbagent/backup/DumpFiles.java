package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.backup.store.Sha256;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a dump and their SHA-256. */
final class DumpFiles {
    private DumpFiles() {}

    /** Hashes every file and flushes it to disk. */
    static List<BackupManifest.DumpFile> seal(Path directory) throws IOException {
        List<BackupManifest.DumpFile> files = new ArrayList<>();
        for (Path file : list(directory)) {
            DurableFiles.force(file);
            files.add(sealed(file));
        }
        DurableFiles.force(directory);
        return files;
    }

    static BackupManifest.DumpFile sealed(Path file) throws IOException {
        return new BackupManifest.DumpFile(String.valueOf(file.getFileName()), Files.size(file), Sha256.of(file));
    }

    /** What is wrong with a window's backup, its manifest's signature first; empty when all is as it was written. */
    static Optional<String> fault(WindowRecords records, BackupManifest manifest) throws IOException {
        return fault(records, manifest, null);
    }

    /** @param signer whose signature counts; null for the agent's own, as {@link BackupSeal} has it */
    static Optional<String> fault(WindowRecords records, BackupManifest manifest, @Nullable PublicKey signer)
            throws IOException {
        Optional<String> seal = BackupSeal.fault(records, signer);
        return seal.isPresent() ? seal : fault(records.path(BackupManifest.DIRECTORY), manifest.files());
    }

    /** What is wrong with the files, in a sentence; empty when they are what the manifest says. */
    private static Optional<String> fault(Path directory, List<BackupManifest.DumpFile> expected) throws IOException {
        for (BackupManifest.DumpFile file : expected) {
            Optional<String> fault = fault(directory, file);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    static Optional<String> fault(Path directory, BackupManifest.DumpFile file) throws IOException {
        Path path = directory.resolve(file.name());
        if (!Files.exists(path)) {
            return Optional.of("the file " + file.name() + " of the backup is missing");
        }
        return Files.size(path) == file.bytes() && Sha256.of(path).equals(file.sha256())
                ? Optional.empty()
                : Optional.of("the file " + file.name() + " of the backup is not what was written");
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
