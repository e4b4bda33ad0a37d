package io.tidegate.dbagent.backup;

import io.tidegate.contracts.log.HashChain;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a backup consists of and what was in the database when it was made. Written last: where it is, the backup is
 * whole.
 *
 * @param snapshot the exported snapshot under which was dumped and counted
 * @param files of the dump, by name
 * @param content of the database under that snapshot
 * @param roles that the dump names and does not make, by name; empty also in a manifest from before they were noted
 * @param databaseManifest the record of the database itself that lies beside the dump; null in a manifest from before it
 *     was sealed
 */
public record BackupManifest(
        String window,
        String database,
        int serverVersion,
        String snapshot,
        Instant startedAt,
        Instant endedAt,
        List<DumpFile> files,
        Content content,
        List<String> roles,
        @Nullable DumpFile databaseManifest) {
    private static final String NAME = "backup";
    static final String DIRECTORY = "dump";
    /** As {@code ManifestRecord} keeps it. */
    static final String DATABASE = "database-manifest.json";

    public BackupManifest {
        roles = Objects.requireNonNullElse(roles, List.of());
    }

    /** @param sha256 lower-case hex */
    public record DumpFile(String name, long bytes, String sha256) {}

    public static Optional<BackupManifest> read(WindowRecords records) throws IOException {
        return records.read(NAME, BackupManifest.class);
    }

    /** Signed by the agent, see {@link BackupSeal}. */
    void write(WindowRecords records, Path home) throws IOException {
        records.write(NAME, this);
        BackupSeal.sign(home, records.path(""));
    }

    static void remove(WindowRecords records) throws IOException {
        records.remove(NAME);
    }

    /** SHA-256 over all files: of the lines that {@code sha256sum} prints for them, sorted by name. */
    String digest() {
        StringBuilder lines = new StringBuilder();
        files.forEach(file ->
                lines.append(file.sha256()).append("  ").append(file.name()).append('\n'));
        return HashChain.hash(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    long bytes() {
        return files.stream().mapToLong(DumpFile::bytes).sum();
    }
}
