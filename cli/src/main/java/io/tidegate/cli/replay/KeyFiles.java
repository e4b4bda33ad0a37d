package io.tidegate.cli.replay;

import io.tidegate.contracts.log.PublicKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;

/** Public keys from files. */
public final class KeyFiles {
    private KeyFiles() {}

    /**
     * The public key in the file, or in {@code <file>.pub} where the file holds the private one.
     *
     * @throws IllegalArgumentException when neither holds a public key
     */
    public static PublicKey read(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".pub");
        Path holder = Files.exists(beside) ? beside : file;
        try {
            return PublicKeys.fromPem(Files.readString(holder));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(holder + ": " + e.getMessage(), e);
        }
    }
}
