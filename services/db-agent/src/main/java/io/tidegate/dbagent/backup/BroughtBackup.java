package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a copy of a backup here: beside what is here at first, and in its place when signature and every file are right.
 * Of what the store has, only what the signed manifest names is fetched; what an earlier run has brought stays.
 */
final class BroughtBackup {
    private static final String BESIDE = "brought";
    private static final int PERCENT = 100;

    private final StoredBackups stored;
    private final String window;
    private final WindowRecords records;
    private final StepProgress progress;

    BroughtBackup(StoredBackups stored, String window, WindowRecords records, StepProgress progress) {
        this.stored = stored;
        this.window = window;
        this.records = records;
        this.progress = progress;
    }

    /** Why there is none here now, which was not here before either. */
    record Fault(String code, String reason) {}

    /** @param signer whose signature counts; null for the agent's own, as {@link BackupSeal} has it */
    Optional<Fault> bring(@Nullable PublicKey signer) throws IOException, InterruptedException {
        List<String> names = stored.names(window);
        if (!names.contains(BackupSeal.MANIFEST)) {
            return Optional.of(new Fault("no-backup", "there is no whole backup in " + stored.location(window)));
        }
        WindowRecords brought = records.inside(BESIDE);
        papers(names, brought);
        Optional<String> seal = BackupSeal.fault(brought, signer);
        if (seal.isPresent()) {
            return damaged(brought, seal.get());
        }
        BackupManifest manifest = BackupManifest.read(brought).orElseThrow();
        Optional<Fault> shortage = shortage(manifest);
        if (shortage.isPresent()) {
            return shortage;
        }
        Optional<String> fault = files(manifest, brought);
        if (fault.isPresent()) {
            return damaged(brought, fault.get());
        }
        place(manifest, brought);
        return Optional.empty();
    }

    /** The manifest and what is small beside it; what an older run has left of it is of no use. */
    private void papers(List<String> names, WindowRecords brought) throws IOException, InterruptedException {
        for (String name : paperNames()) {
            Files.deleteIfExists(brought.path(name));
            if (names.contains(name)) {
                stored.get(window, name, brought.path(name));
            }
        }
    }

    /** The manifest last. */
    private static List<String> paperNames() {
        List<String> names = new ArrayList<>(StoredBackups.BESIDE);
        names.add(BackupSeal.MANIFEST);
        return names;
    }

    private Optional<Fault> shortage(BackupManifest manifest) throws IOException {
        Path home = records.path("");
        long free = Files.getFileStore(home).getUsableSpace();
        return free >= manifest.bytes()
                ? Optional.empty()
                : Optional.of(new Fault(
                        "disk-full",
                        "the copy of the backup has " + manifest.bytes() + " bytes and the agent's disk has " + free
                                + " free: make room under " + home));
    }

    /** What is wrong with one; a file that is here already and right is not fetched. */
    private Optional<String> files(BackupManifest manifest, WindowRecords brought)
            throws IOException, InterruptedException {
        BackupManifest.DumpFile database = manifest.databaseManifest();
        if (database != null && DumpFiles.fault(brought.path(""), database).isPresent()) {
            return DumpFiles.fault(brought.path(""), database);
        }
        Path dump = DurableFiles.directory(brought.path(BackupManifest.DIRECTORY));
        long total = manifest.bytes();
        long done = 0;
        for (BackupManifest.DumpFile file : manifest.files()) {
            if (!Path.of(file.name()).equals(Path.of(file.name()).getFileName())) {
                return Optional.of("the manifest names the file " + file.name() + ", which would lie elsewhere");
            }
            if (DumpFiles.fault(dump, file).isPresent()) {
                progress.doing(total == 0 ? null : (int) (PERCENT * done / total), "fetching " + file.name());
                stored.get(window, BackupManifest.DIRECTORY + "/" + file.name(), dump.resolve(file.name()));
                Optional<String> fault = DumpFiles.fault(dump, file);
                if (fault.isPresent()) {
                    return fault;
                }
                DurableFiles.force(dump.resolve(file.name()));
            }
            done += file.bytes();
        }
        DurableFiles.force(dump);
        return Optional.empty();
    }

    private Optional<Fault> damaged(WindowRecords brought, String what) throws IOException {
        DurableFiles.delete(brought.path(""));
        return Optional.of(new Fault("backup-damaged", what + ", in " + stored.location(window)));
    }

    /** A backup is here where its manifest is: that one goes first and comes last. */
    private void place(BackupManifest manifest, WindowRecords brought) throws IOException {
        BackupManifest.remove(records);
        DurableFiles.delete(records.path(BackupManifest.DIRECTORY));
        DurableFiles.move(brought.path(BackupManifest.DIRECTORY), records.path(BackupManifest.DIRECTORY));
        if (manifest.databaseManifest() == null && Files.exists(records.path(BackupManifest.DATABASE))) {
            // No signature is over the store's: the one that was never away is the better one.
            Files.deleteIfExists(brought.path(BackupManifest.DATABASE));
        }
        for (String name : paperNames()) {
            if (Files.exists(brought.path(name))) {
                DurableFiles.force(brought.path(name));
                DurableFiles.move(brought.path(name), records.path(name));
            }
        }
        DurableFiles.delete(brought.path(""));
    }
}
