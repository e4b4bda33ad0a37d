package io.tidegate.local.wrangler;

import io.tidegate.local.process.ChildProcess;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Wrangler in the version that {@code deploy/local/wrangler} pins, installed once into {@code target/wrangler}. */
public final class LocalWrangler {
    private static final String LOCK = "package-lock.json";

    private LocalWrangler() {}

    /**
     * The program; installs it where it is not there yet.
     *
     * @throws IllegalStateException saying what to install, when npm cannot be run or fails
     */
    public static synchronized Path program() {
        Path directory = Root.path().resolve("target").resolve("wrangler");
        try {
            Files.createDirectories(directory);
            // Two builds may look at once.
            try (FileChannel guard = FileChannel.open(
                            directory.resolve("installing"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = guard.lock()) {
                if (!held.isShared() && !isInstalled(directory)) {
                    install(directory);
                }
            }
            return directory.resolve("node_modules").resolve(".bin").resolve("wrangler");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install Wrangler into " + directory, e);
        }
    }

    private static Path wanted() {
        return Root.path().resolve("deploy").resolve("local").resolve("wrangler");
    }

    /** A copy of the lock file is made last: where it is as wanted, all of it is there. */
    private static boolean isInstalled(Path directory) throws IOException {
        Path stamp = directory.resolve("installed.json");
        return Files.exists(stamp) && Files.mismatch(stamp, wanted().resolve(LOCK)) == -1;
    }

    private static void install(Path directory) throws IOException {
        for (String file : List.of("package.json", LOCK)) {
            Files.copy(wanted().resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            ChildProcess.run(
                    "npm ci",
                    List.of(
                            "npm",
                            "ci",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            directory.toString()),
                    Map.of(),
                    directory.resolve("npm.log"));
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(
                    "D1 databases need Wrangler, and npm to install it, which is not here: install Node.js 20 or later"
                            + " with npm",
                    e);
        }
        Files.copy(wanted().resolve(LOCK), directory.resolve("installed.json"), StandardCopyOption.REPLACE_EXISTING);
    }
}
