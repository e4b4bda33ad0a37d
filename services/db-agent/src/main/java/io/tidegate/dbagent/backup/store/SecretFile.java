package io.tidegate.dbagent.backup.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret that is the whole of a file. */
final class SecretFile {
    private SecretFile() {}

    static String read(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("the file " + file + " with its secret cannot be read", e);
        }
    }
}
