package io.tidegate.dbagent.backup.store;

import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory, usually of another machine. Whatever is read there is hashed there. */
final class DirectoryStore implements BackupStore {
    private final Path root;

    DirectoryStore(Path root) {
        this.root = root;
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void put(String key, Path file, String sha256) throws IOException {
        Path to = path(key);
        DurableFiles.directory(Objects.requireNonNull(to.getParent()));
        Path part = to.resolveSibling(to.getFileName() + ".part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        DurableFiles.force(part);
        String arrived = Sha256.of(part);
        if (!arrived.equals(sha256)) {
            Files.delete(part);
            throw new IOException("what arrived at " + to + " is not what was sent");
        }
        DurableFiles.move(part, to);
    }

    @Override
    public Optional<Stored> find(String key) throws IOException {
        Path file = path(key);
        return Files.isRegularFile(file)
                ? Optional.of(new Stored(Files.size(file), Sha256.of(file)))
                : Optional.empty();
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("the store's directory " + root + " is not there: is it mounted?");
        }
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix) && !key.endsWith(".part"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void get(String key, Path to) throws IOException {
        Files.copy(path(key), to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private Path path(String key) throws IOException {
        Path path = root.resolve(key).normalize();
        if (!path.startsWith(root.normalize())) {
            throw new IOException("the key " + key + " leaves the store");
        }
        return path;
    }
}
