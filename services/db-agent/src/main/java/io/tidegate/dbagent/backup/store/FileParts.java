package io.tidegate.dbagent.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A file in parts of one size, the last one smaller; an empty file has none. One part at a time is held in memory.
 *
 * @param size of a part, in bytes
 */
record FileParts(Path file, int size) {

    /**
     * @param least bytes of a part; more where there would be too many
     * @param most how many parts there may be
     */
    static FileParts of(Path file, int least, int most) throws IOException {
        return new FileParts(file, Math.toIntExact(Math.max(least, Math.ceilDiv(Files.size(file), most))));
    }

    @FunctionalInterface
    interface Use {
        void with(int index, byte[] part) throws IOException, InterruptedException;
    }

    /** In order; an interruption ends it between two parts. */
    void each(Use use) throws IOException, InterruptedException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = in.readNBytes(size);
            for (int index = 0; part.length > 0; index++) {
                Interruption.here();
                use.with(index, part);
                part = in.readNBytes(size);
            }
        }
    }

    /**
     * Of each part.
     *
     * @param algorithm one that every JDK has
     * @param sha256 what the whole file has to have, lower-case hex
     * @throws IOException also when it has another
     */
    List<byte[]> digests(String algorithm, String sha256) throws IOException, InterruptedException {
        MessageDigest whole = Sha256.digest("SHA-256");
        List<byte[]> digests = new ArrayList<>();
        each((index, part) -> {
            whole.update(part);
            digests.add(Sha256.digest(algorithm).digest(part));
        });
        if (!HexFormat.of().formatHex(whole.digest()).equals(sha256)) {
            throw new IOException(file.getFileName() + " is not what was to be sent: its SHA-256 is another");
        }
        return digests;
    }
}
