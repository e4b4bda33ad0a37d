package io.tidegate.dbagent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dbagent.backup.Retention.Kept;
import io.tidegate.dbagent.config.AgentConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RetentionProperties {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @Provide
    Arbitrary<List<Kept>> backups() {
        return Arbitraries.integers()
                .between(0, 100)
                .map(days -> NOW.minus(Duration.ofDays(days)))
                .flatMap(at -> Arbitraries.of(true, false).map(verified -> new Kept("", at, verified)))
                .list()
                .ofMaxSize(12)
                .map(all -> {
                    List<Kept> named = new ArrayList<>();
                    all.forEach(each -> named.add(new Kept("w" + named.size(), each.at(), each.verified())));
                    return named;
                });
    }

    @Property
    void theLastGoodBackupAndWhatIsYoungAndTheNewestStay(
            @ForAll("backups") List<Kept> backups,
            @ForAll @IntRange(min = 0, max = 60) int days,
            @ForAll @IntRange(min = 1, max = 4) int last) {
        var policy = new AgentConfig.Backups(Duration.ofDays(days), last);

        List<Kept> gone = Retention.removable(backups, policy, NOW, "w0");

        List<Kept> left = new ArrayList<>(backups);
        left.removeAll(gone);
        assertThat(gone).allMatch(each -> each.at().isBefore(NOW.minus(policy.keepFor())));
        assertThat(gone).noneMatch(each -> each.window().equals("w0"));
        assertThat(left).hasSizeGreaterThanOrEqualTo(Math.min(backups.size(), last));
        backups.stream()
                .filter(Kept::verified)
                .max(Comparator.comparing(Kept::at))
                .ifPresent(best -> assertThat(left)
                        .anyMatch(each -> each.verified() && each.at().equals(best.at())));
        assertThat(Retention.removable(left, policy, NOW, "w0")).isEmpty();
    }

    @Test
    void whatIsOldAndBeyondTheNewestGoes() {
        var policy = new AgentConfig.Backups(Duration.ofDays(30), 1);
        Kept old = new Kept("old", NOW.minus(Duration.ofDays(60)), true);
        Kept newer = new Kept("newer", NOW.minus(Duration.ofDays(40)), true);
        Kept today = new Kept("today", NOW, false);

        assertThat(Retention.removable(List.of(old, newer, today), policy, NOW, "today"))
                .containsExactly(old);
    }
}
