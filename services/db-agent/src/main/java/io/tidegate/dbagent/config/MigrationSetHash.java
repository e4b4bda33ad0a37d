package io.tidegate.dbagent.config;

import io.tidegate.contracts.log.HashChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256 over a migration set: of the lines {@code <sha-256 of the file>  <relative path>\n}, sorted by path with
 * {@code /} between its parts. {@code find . -type f | sed 's,^\./,,' | LC_ALL=C sort | xargs sha256sum | sha256sum}
 * gives the same.
 */
public final class MigrationSetHash {
    private MigrationSetHash() {}

    public static String of(Path directory) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files(directory)) {
            lines.append(HashChain.hash(Files.readAllBytes(file)))
                    .append("  ")
                    .append(name(directory, file))
                    .append('\n');
        }
        return HashChain.hash(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .sorted((one, other) -> name(directory, one).compareTo(name(directory, other)))
                    .toList();
        }
    }

    private static String name(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }
}
