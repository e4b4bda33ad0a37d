package io.tidegate.local.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's files are. */
public final class Root {
    private Root() {}

    /**
     * The directory with {@code mvnw}: the system property {@code tidegate.root}, which launcher and build set, or the
     * nearest one above the working directory.
     */
    public static Path path() {
        String set = System.getProperty("tidegate.root");
        if (set != null) {
            return Path.of(set);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside the project: run this through ./tidegate, or set -Dtidegate.root");
    }
}
