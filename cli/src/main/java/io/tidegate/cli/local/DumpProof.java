package io.tidegate.cli.local;

import io.tidegate.local.stack.LocalTarget;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A full dump of the target as one hash. Two equal hashes are two equal databases. */
record DumpProof(String sha256, long lines) {

    static DumpProof of(LocalTarget target) {
        return of(target, line -> true);
    }

    /** Without the positions of PostgreSQL's sequences, which a server may advance when it recovers from a crash. */
    static DumpProof withoutPositions(LocalTarget target) {
        return of(target, line -> !line.startsWith("SELECT pg_catalog.setval("));
    }

    private static DumpProof of(LocalTarget target, Predicate<String> counts) {
        MessageDigest digest = newDigest();
        var lines = new AtomicLong();
        target.dump(line -> {
            if (counts.test(line)) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
                lines.incrementAndGet();
            }
        });
        return new DumpProof(HexFormat.of().formatHex(digest.digest()), lines.get());
    }

    Proof equalTo(DumpProof before) {
        return new Proof(
                equals(before),
                "a full dump (" + lines + " lines, with all that the database itself has of settings) "
                        + (equals(before) ? "equals the one before the window" : "DIFFERS from the one before"));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
