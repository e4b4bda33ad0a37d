package io.tidegate.contracts.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as the log uses it: every event's body carries the hash of the body before it. */
public final class HashChain {
    /** What the first event has in place of a previous hash: 64 zeros. */
    public static final String GENESIS = "0".repeat(64);

    private HashChain() {}

    /** Lower-case hex SHA-256. */
    public static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
