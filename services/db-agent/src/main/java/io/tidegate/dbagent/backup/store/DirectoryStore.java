package io.tidegate.dbagent.backup.store;

import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A directory, usually of another machine. Whatever is read there is hashed there. */
final class DirectoryStore implements BackupStore {
    private static final String UNFINISHED = ".part";
    private static final int BUFFER = 1 << 18;

    private final Path root;

    DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void put(String key, Path file, String sha256) throws IOException, InterruptedException {
        // Else the copy would go to this machine's disk, under the empty place of the other's.
        requireMounted();
        Path to = path(key);
        DurableFiles.directory(Objects.requireNonNull(to.getParent()));
        Path part = to.resolveSibling(to.getFileName() + UNFINISHED);
        copy(file, part);
        DurableFiles.force(part);
        String arrived = Sha256.of(part);
        if (!arrived.equals(sha256)) {
            Files.delete(part);
            throw new IOException("what arrived at " + to + " is not what was sent");
        }
        DurableFiles.move(part, to);
    }

    @Override
    public boolean holds(String key, Path file, String sha256) throws IOException {
        Path there = path(key);
        return Files.isRegularFile(there)
                && Files.size(there) == Files.size(file)
                && Sha256.of(there).equals(sha256);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        return keys(key -> key.startsWith(prefix) && !key.endsWith(UNFINISHED));
    }

    private List<String> keys(Predicate<String> wanted) throws IOException {
        requireMounted();
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(wanted)
                    .sorted()
                    .toList();
        }
    }

    private void requireMounted() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("the store's directory " + root + " is not there: is it mounted?");
        }
    }

    @Override
    public void get(String key, Path to) throws IOException, InterruptedException {
        requireMounted();
        Path from = path(key);
        if (!Files.isRegularFile(from)) {
            throw new IOException("the store " + root + " has no " + key);
        }
        copy(from, to);
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    @Override
    public int endUnfinished(String prefix) throws IOException {
        List<String> left = keys(key -> key.startsWith(prefix) && key.endsWith(UNFINISHED));
        for (String each : left) {
            delete(each);
        }
        return left.size();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Interruption.here();
                out.write(buffer, 0, read);
            }
        }
    }

    private Path path(String key) throws IOException {
        Path path = root.resolve(key).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("the key " + key + " leaves the store");
        }
        return path;
    }
}
