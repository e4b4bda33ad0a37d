package io.tidegate.contracts.plan;

import java.util.stream.Collectors;

/**
 * A kind of work for people: the simulation tells it, and the documentation has it as a table.
 *
 * @param does what, as the end of a sentence that begins with the step
 * @param takenBackBy what makes it as it was before; {@code nothing to take back} where it leaves nothing
 */
public record WorkInWords(String does, String takenBackBy) {
    private static final String LEAVES_NOTHING = "nothing to take back";
    private static final String WAYS_BACK = "`undo`, `swap-back` or `restore-backup`";

    public static WorkInWords of(Work work) {
        return switch (work) {
            case Work.Preflight it -> of("measures whether the target is fit for a window", LEAVES_NOTHING);
            case Work.Rehearse it ->
                of(
                        "runs the set '" + it.migrations() + "' with " + it.driver()
                                + " on a restored copy and verifies it there",
                        LEAVES_NOTHING);
            case Work.Drain it ->
                of("lets nobody in, and ends sessions that are left after " + Durations.words(it.grace()), "`reopen`");
            case Work.Backup it -> of("dumps the target and counts and hashes its tables", "its age and number");
            case Work.TestRestore it -> of("restores the backup into a scratch database and compares", LEAVES_NOTHING);
            case Work.SafetyCopy it -> of("copies the target beside itself", "the plan's `keep`: it is dropped then");
            case Work.Migrate it ->
                of(
                        "runs the set '" + it.migrations() + "' with " + it.driver(),
                        "its own transaction while it runs; later " + WAYS_BACK);
            case Work.Verify it -> of("compares the target with what the plan expects", LEAVES_NOTHING);
            case Work.SwapBack it ->
                of("puts the safety copy in the target's place", "a person: the failed database stays beside it");
            case Work.Reopen it -> of("lets sessions in again as before the drain", "`drain`");
            case Work.Command it -> of("runs the hook '" + it.hook() + "'", "a hook that the plan names for it");
            case Work.Http it -> of("calls '" + it.check() + "' until it answers " + it.status(), LEAVES_NOTHING);
            case Work.CompareStatements it ->
                of("compares the " + it.top() + " busiest statements with those before", LEAVES_NOTHING);
            case Work.Populate it ->
                of("runs the set '" + it.scripts() + "'", "its own transaction while it runs; later " + WAYS_BACK);
            case Work.Reconcile it ->
                of("notes '" + it.action() + "' in the history of " + it.driver(), "`swap-back` or `restore-backup`");
            case Work.CloseGate it -> of("closes the gate '" + it.gate() + "'", "`open-gate`");
            case Work.OpenGate it -> of("opens the gate '" + it.gate() + "' as it was", "`close-gate`");
            case Work.Offsite it ->
                of("copies the backup to the store '" + it.store() + "'", "its age and number, by the store's rules");
            case Work.RestoreBackup it ->
                of("puts the restored backup in the target's place", "a person: the failed database stays beside it");
            case Work.Undo it -> of("runs the set '" + it.scripts() + "'", "its own transaction while it runs");
            case Work.Thresholds it ->
                of("watches " + metrics(it) + " for " + Durations.words(it.time()), LEAVES_NOTHING);
            case Work.Manual it -> of("is done by hand, by the role " + it.role(), "a person");
        };
    }

    private static String metrics(Work.Thresholds work) {
        return work.metrics().stream()
                .map(threshold -> "'" + threshold.metric() + "'")
                .collect(Collectors.joining(", "));
    }

    private static WorkInWords of(String does, String takenBackBy) {
        return new WorkInWords(does, takenBackBy);
    }
}
