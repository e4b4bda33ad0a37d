package io.tidegate.dbagent.backup;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.backup.store.BackupStore;
import io.tidegate.dbagent.backup.store.Stores;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Store;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A window's backup on this machine, fetched from a store where the one here is gone or damaged. */
public final class BackupAtHand {
    private final AgentConfig config;

    public BackupAtHand(AgentConfig config) {
        this.config = config;
    }

    /**
     * @param name the store's, in the agent's configuration
     * @param facts get where the backup came from, when it was fetched
     * @return why there is none to restore; empty when it is here, signed and whole
     */
    public Optional<StepResult> fetchedFrom(
            String name, String window, WindowRecords records, List<Fact> facts, StepProgress progress)
            throws IOException, InterruptedException {
        progress.doing(null, "checking the files of the backup");
        Optional<String> fault = faultHere(records);
        if (fault.isEmpty()) {
            return Optional.empty();
        }
        Store settings = config.stores().get(name);
        if (settings == null) {
            return Optional.of(Offsite.noSuchStore(config, name));
        }
        progress.warn(
                "backup-fetched", "on this machine " + fault.get() + "; fetching it from the store '" + name + "'");
        try (BackupStore store = Stores.open(settings)) {
            var stored = new StoredBackups(store, config.target());
            Optional<BroughtBackup.Fault> there = new BroughtBackup(stored, window, records, progress).bring(null);
            if (there.isPresent()) {
                return failed(
                        there.get().code(),
                        "on this machine " + fault.get() + "; and "
                                + there.get().reason());
            }
            facts.add(Fact.text("backup-fetched-from", stored.location(window)));
            facts.add(Fact.text("backup-here", fault.get()));
            facts.add(Fact.text("backup-signed-by", signer(records)));
        } catch (IOException e) {
            return failed(
                    "store-failed",
                    "on this machine " + fault.get() + "; and the store '" + name + "': " + e.getMessage());
        }
        Optional<BackupManifest> manifest = BackupManifest.read(records);
        manifest.ifPresent(
                each -> facts.add(Fact.text("backup-ended", each.endedAt().toString())));
        return Optional.empty();
    }

    private static Optional<String> faultHere(WindowRecords records) throws IOException {
        // The signature first: what it does not fit need not even be JSON.
        Optional<String> seal = BackupSeal.fault(records);
        return seal.isPresent()
                ? seal
                : DumpFiles.fault(records, BackupManifest.read(records).orElseThrow());
    }

    /** An agent that has lost its home has lost its key too: then people have to know whose word was taken. */
    private static String signer(WindowRecords records) throws IOException {
        return BackupSeal.trusted(records.home()).isPresent()
                ? "this agent's own key"
                : "the key " + BackupSeal.keyId(records.path(""))
                        + " that lies beside the copy: this agent has lost its own";
    }

    private static Optional<StepResult> failed(String code, String reason) {
        return Optional.of(new StepResult.Failed(code, reason, List.of()));
    }
}
