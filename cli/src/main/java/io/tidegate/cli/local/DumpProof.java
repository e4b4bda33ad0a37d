package io.tidegate.cli.local;

import io.tidegate.local.postgres.PostgresCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A full dump of the target, with the database's own owner, ACL and settings, as one hash. Two equal hashes are two
 * equal databases.
 */
record DumpProof(String sha256, long lines) {

    static DumpProof of(PostgresCluster cluster, String database) {
        return of(cluster, database, true);
    }

    /** Without the positions of sequences, which a server may advance when it recovers from a crash. */
    static DumpProof withoutPositions(PostgresCluster cluster, String database) {
        return of(cluster, database, false);
    }

    private static DumpProof of(PostgresCluster cluster, String database, boolean positions) {
        var builder = new ProcessBuilder(
                        cluster.binDirectory().resolve("pg_dump").toString(),
                        "--create",
                        "--host=" + cluster.host(),
                        "--port=" + cluster.port(),
                        "--username=" + PostgresCluster.ADMIN,
                        database)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PGPASSWORD", cluster.adminPassword());
        try {
            Process dump = builder.start();
            DumpProof proof;
            try (BufferedReader text = dump.inputReader(StandardCharsets.UTF_8)) {
                proof = read(text, positions);
            }
            if (dump.waitFor() != 0) {
                throw new IllegalStateException("pg_dump ended with " + dump.exitValue());
            }
            return proof;
        } catch (IOException e) {
            throw new UncheckedIOException("pg_dump cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while dumping", e);
        }
    }

    Proof equalTo(DumpProof before) {
        return new Proof(
                equals(before),
                "a full dump (" + lines + " lines, owner, ACL and settings included) "
                        + (equals(before) ? "equals the one before the window" : "DIFFERS from the one before"));
    }

    private static DumpProof read(BufferedReader text, boolean positions) throws IOException {
        MessageDigest digest = newDigest();
        long lines = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            // pg_dump draws a random word for these two lines at every run.
            boolean random = line.startsWith("\\restrict ") || line.startsWith("\\unrestrict ");
            if (!random && (positions || !line.startsWith("SELECT pg_catalog.setval("))) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
                lines++;
            }
        }
        return new DumpProof(HexFormat.of().formatHex(digest.digest()), lines);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
