package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rehearsal of a window has measured, bound to what it was a rehearsal of: the plan is the window's own and
 * cannot change, the files and the agent's configuration can.
 *
 * @param sets hash of each set of files that ran, by name
 * @param driver with which the migration ran; null in records from before it was noted
 * @param configuration hash of the agent's configuration
 */
public record RehearsedStatements(
        Map<String, String> sets, @Nullable String driver, String configuration, List<Statement> statements) {
    private static final String NAME = "rehearsal";

    /**
     * @param number of the statement in its file, from 1
     * @param locks that it took and that stop writers or everyone
     */
    public record Statement(String file, int number, long millis, List<String> locks) {}

    public static Optional<RehearsedStatements> read(WindowRecords records) throws IOException {
        return records.read(NAME, RehearsedStatements.class);
    }

    public void write(WindowRecords records) throws IOException {
        records.write(NAME, this);
    }

    /** What an earlier rehearsal of the window has left counts no more. */
    public static void remove(WindowRecords records) throws IOException {
        records.remove(NAME);
    }

    /** Why it says nothing about what is there now; empty when it does. */
    public Optional<String> voidReason(MigrationSets.Found.Set set, String driverNow, String configurationNow) {
        if (driver != null && !driver.equals(driverNow)) {
            return Optional.of("this window's rehearsal ran the migration with the driver '" + driver
                    + "', and the plan's step says '" + driverNow + "': let both say the same");
        }
        return voidReason(set, configurationNow);
    }

    /** The same of a set that runs beside the migration. */
    public Optional<String> voidReason(MigrationSets.Found.Set set, String configurationNow) {
        if (!configuration.equals(configurationNow)) {
            return Optional.of("the agent's configuration has changed since this window's rehearsal: rehearse again");
        }
        String rehearsed = sets.get(set.name());
        if (rehearsed == null) {
            return Optional.of("this window's rehearsal did not run the set '" + set.name() + "': rehearse again");
        }
        return rehearsed.equals(set.hash())
                ? Optional.empty()
                : Optional.of("the files of '" + set.name()
                        + "' have changed since they were rehearsed in this window: rehearse them again");
    }

    /** Why the window's rehearsal says nothing any more; empty when it does, or when there was none. */
    public static Optional<String> voidReason(WindowRecords records, AgentConfig config) throws IOException {
        Optional<RehearsedStatements> rehearsed = read(records);
        if (rehearsed.isPresent()) {
            for (String name : rehearsed.get().sets().keySet()) {
                Optional<String> reason =
                        switch (MigrationSets.find(config, name)) {
                            case MigrationSets.Found.Set set -> rehearsed.get().voidReason(set, config.hash());
                            case MigrationSets.Found.Not(String code, String why) -> Optional.of(why);
                        };
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        return Optional.empty();
    }

    public Optional<Statement> statement(String file, int number) {
        return statements.stream()
                .filter(statement -> statement.file().equals(file) && statement.number() == number)
                .findFirst();
    }
}
