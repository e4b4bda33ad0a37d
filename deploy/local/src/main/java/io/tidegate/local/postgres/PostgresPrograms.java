package io.tidegate.local.postgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the system's PostgreSQL. */
public final class PostgresPrograms {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private PostgresPrograms() {}

    /**
     * The directory with {@code initdb}, {@code postgres} and {@code pg_dump} of one version: the newest of Debian's, or
     * what the path has.
     *
     * @throws IllegalStateException saying what to install, when there is none
     */
    public static Path directory() {
        return debian().or(PostgresPrograms::onPath)
                .orElseThrow(() -> new IllegalStateException("no PostgreSQL server here: install PostgreSQL 15 or"
                        + " later, for instance with 'apt-get install postgresql postgresql-contrib'"));
    }

    /** PostgreSQL's programs refuse to run as root. */
    static boolean asRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Optional<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(PostgresPrograms::isComplete)
                    .max(Comparator.comparingInt(bin ->
                            Integer.parseInt(bin.getName(bin.getNameCount() - 2).toString())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + DEBIAN, e);
        }
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .filter(PostgresPrograms::isComplete)
                .findFirst();
    }

    private static boolean isComplete(Path bin) {
        return Files.isExecutable(bin.resolve("initdb"))
                && Files.isExecutable(bin.resolve("postgres"))
                && Files.isExecutable(bin.resolve("pg_dump"));
    }
}
