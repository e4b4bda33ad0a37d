package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a dump and their SHA-256. */
final class DumpFiles {
    private static final int BUFFER = 1 << 16;

    private DumpFiles() {}

    /** Hashes every file and flushes it to disk. */
    static List<BackupManifest.DumpFile> seal(Path directory) throws IOException {
        List<BackupManifest.DumpFile> files = new ArrayList<>();
        for (Path file : list(directory)) {
            DurableFiles.force(file);
            files.add(new BackupManifest.DumpFile(String.valueOf(file.getFileName()), Files.size(file), sha256(file)));
        }
        DurableFiles.force(directory);
        return files;
    }

    /** What is wrong with the files, in a sentence; empty when they are what the manifest says. */
    static Optional<String> fault(Path directory, List<BackupManifest.DumpFile> expected) throws IOException {
        for (BackupManifest.DumpFile file : expected) {
            Path path = directory.resolve(file.name());
            if (!Files.exists(path)) {
                return Optional.of("the file " + file.name() + " of the backup is missing");
            }
            if (Files.size(path) != file.bytes() || !sha256(path).equals(file.sha256())) {
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

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[BUFFER];
            while (digest.read(buffer) >= 0) {
                // The digest sees what is read.
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
