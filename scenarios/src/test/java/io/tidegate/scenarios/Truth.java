package io.tidegate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Window;
import io.tidegate.scenarios.rig.Scenario;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** What holds however a window goes. */
final class Truth {
    private Truth() {}

    /** Everybody has received what the golden file says, nobody twice, and the channel was never silent for too long. */
    static void isTold(Scenario it, String golden) {
        Golden.matches(golden, it.everyoneReceived());
        assertThat(it.twice()).as("what somebody got twice").isEmpty();
        Window window = it.window();
        assertThat(it.longestSilence(window.decisionAt(), Objects.requireNonNull(window.endedAt())))
                .isLessThanOrEqualTo(window.plan().statusEvery());
    }

    /** From then on nobody is told that it is complete, and in the end that it was rolled back. */
    static void isNotPromised(Scenario it, Instant since) {
        assertThat(it.toldSince(since))
                .noneMatch(told -> told.toLowerCase(Locale.ROOT).contains("complete:"))
                .doesNotContain("maintenance_complete", "maintenance_as_before")
                .contains("maintenance_rolled_back");
    }
}
