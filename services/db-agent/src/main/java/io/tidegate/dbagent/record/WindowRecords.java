package io.tidegate.dbagent.record;

import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The directory of one window's records: small JSON files, each whole or absent. */
public final class WindowRecords {
    private final Path home;
    private final Path directory;

    private WindowRecords(Path home, Path directory) {
        this.home = home;
        this.directory = directory;
    }

    /** @param home the agent's */
    public static WindowRecords of(Path home, String window) throws IOException {
        if (!window.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("'" + window + "' is no window id");
        }
        return new WindowRecords(
                home, DurableFiles.directory(home.resolve("windows").resolve(window)));
    }

    /** The agent's. */
    public Path home() {
        return home;
    }

    /** A directory of that name in this one, with records of its own. */
    public WindowRecords inside(String name) throws IOException {
        return new WindowRecords(home, DurableFiles.directory(directory.resolve(name)));
    }

    /** Where larger things of this window may lie. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    public <T> Optional<T> read(String name, Class<T> type) throws IOException {
        Path file = file(name);
        return Files.exists(file) ? Optional.of(Json.read(Files.readAllBytes(file), type)) : Optional.empty();
    }

    /** On disk when this returns. */
    public void write(String name, Object value) throws IOException {
        DurableFiles.replace(
                file(name), Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }

    public void remove(String name) throws IOException {
        if (Files.deleteIfExists(file(name))) {
            DurableFiles.force(directory);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }
}
