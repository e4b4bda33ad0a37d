package io.tidegate.dbagent.backup.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps files under keys with slashes, each whole or absent. Every call ends early with {@link InterruptedException} when
 * its thread is interrupted, also while a store is silent.
 */
public interface BackupStore extends AutoCloseable {

    /** Where it is, for people; never with a secret. */
    String location();

    /**
     * Puts a file in the place of what is there; when this returns, the store has it whole and has compared what arrived.
     *
     * @param sha256 of the file, lower-case hex
     * @throws IOException also when the file is not what the hash says, and then nothing is put
     */
    void put(String key, Path file, String sha256) throws IOException, InterruptedException;

    /**
     * Whether the store has this very file, by the store's own checksum of what it holds and not by what was once said
     * of it.
     *
     * @param sha256 of the file, lower-case hex
     */
    boolean holds(String key, Path file, String sha256) throws IOException, InterruptedException;

    /** Every key that begins so, in order. */
    List<String> list(String prefix) throws IOException, InterruptedException;

    /** @throws IOException also when there is no such key */
    void get(String key, Path to) throws IOException, InterruptedException;

    /** Nothing there is fine. */
    void delete(String key) throws IOException, InterruptedException;

    /**
     * Takes away what a killed agent has sent of files under keys that begin so and not finished. Nobody else may be
     * sending there.
     *
     * @return how many files that were
     */
    int endUnfinished(String prefix) throws IOException, InterruptedException;

    @Override
    void close();
}
