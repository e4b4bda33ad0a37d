package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.config.AgentConfig;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Which backups may go: those that are older than the configuration keeps them and not among its newest. The newest that
 * was verified stays in any case: it is the last good one.
 */
final class Retention {
    private Retention() {}

    /** @param verified a test restore has shown it to be good */
    record Kept(String window, Instant at, boolean verified) {}

    /** @param inUse the window that is at work */
    static List<Kept> removable(List<Kept> backups, AgentConfig.Backups policy, Instant now, String inUse) {
        List<Kept> newestFirst = backups.stream()
                .sorted(Comparator.comparing(Kept::at).reversed())
                .toList();
        var lastGood = newestFirst.stream().filter(Kept::verified).findFirst();
        return newestFirst.stream()
                .skip(policy.keepLast())
                .filter(each -> each.at().isBefore(now.minus(policy.keepFor())))
                .filter(each -> !each.window().equals(inUse))
                .filter(each -> lastGood.filter(each::equals).isEmpty())
                .toList();
    }
}
