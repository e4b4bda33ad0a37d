package io.tidegate.dbagent.backup.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps files under keys with slashes. */
public interface BackupStore extends AutoCloseable {

    /** Where it is, for people. */
    String location();

    /**
     * Puts a file; when this returns, the store has it whole and has compared what arrived.
     *
     * @param sha256 of the file, lower-case hex; kept with it
     */
    void put(String key, Path file, String sha256) throws IOException, InterruptedException;

    /** What is there under that key. */
    Optional<Stored> find(String key) throws IOException;

    /** Every key that begins so, in order. */
    List<String> list(String prefix) throws IOException;

    /** @throws IOException also when there is no such key */
    void get(String key, Path to) throws IOException;

    /** Nothing there is fine. */
    void delete(String key) throws IOException;

    @Override
    void close();

    /** @param sha256 as it was given when the file was put, or found anew */
    record Stored(long bytes, String sha256) {}
}
