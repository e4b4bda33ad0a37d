package io.tidegate.dbagent.backup;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.store.BackupStore;
import io.tidegate.dbagent.backup.store.Stores;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Store;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies this window's backup to a store of the agent's configuration, and removes copies there that the configuration
 * keeps no longer. Found half done, what is there already is not sent again.
 */
public final class Offsite implements StepKind {
    private final AgentConfig config;
    private final Clock clock;

    public Offsite(AgentConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) throws IOException, InterruptedException {
        String name = ((Work.Offsite) request.work()).store();
        Store settings = config.stores().get(name);
        if (settings == null) {
            return noSuchStore(config, name);
        }
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        Optional<BackupManifest> manifest = BackupManifest.read(records);
        if (manifest.isEmpty()) {
            return failed("no-backup", "this window has no whole backup to copy: run its backup step again");
        }
        Optional<String> fault = BackupSeal.fault(records);
        if (fault.isPresent()) {
            return failed("backup-damaged", fault.get());
        }
        try (BackupStore store = Stores.open(settings)) {
            return copy(request, store, records, manifest.get(), progress);
        } catch (IOException e) {
            return failed("store-failed", "the store '" + name + "': " + e.getMessage());
        }
    }

    private StepResult copy(
            StepRequest request,
            BackupStore store,
            WindowRecords records,
            BackupManifest manifest,
            StepProgress progress)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        var stored = new StoredBackups(store, config.target());
        StoredBackups.Copied copied = stored.put(records, manifest, progress);
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.text("location", stored.location(request.window())),
                Fact.number("offsite-bytes", copied.bytes(), "bytes"),
                Fact.number("offsite-sent", copied.sent(), "bytes"),
                Fact.number("offsite-files", copied.files(), "files"),
                Fact.number(
                        "offsite-time",
                        Duration.ofNanos(System.nanoTime() - started).toMillis(),
                        "ms")));
        if (copied.ended() > 0) {
            facts.add(Fact.number("unfinished-ended", copied.ended(), "files"));
        }
        List<Retention.Kept> old =
                Retention.removable(stored.kept(records.path("")), config.backups(), clock.instant(), request.window());
        for (Retention.Kept each : old) {
            stored.remove(each.window());
            facts.add(Fact.text("removed-there", each.window()));
        }
        return new StepResult.Succeeded(facts);
    }

    static StepResult noSuchStore(AgentConfig config, String name) {
        return failed(
                "no-such-store",
                "the agent's configuration has no store '" + name + "'; it has "
                        + config.stores().keySet());
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
