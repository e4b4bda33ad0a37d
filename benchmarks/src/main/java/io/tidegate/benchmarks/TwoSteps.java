package io.tidegate.benchmarks;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Plans of two steps, alike but for their targets and teams: of one target's windows only one is open at a time, and a
 * person in two windows at once is warned of.
 */
final class TwoSteps {
    /** How long a window is watched: no plan may have less. */
    static final Duration WATCH = Duration.ofSeconds(1);

    private static final String NAME = "two-steps-";
    private static final String PLAN = """
            tidegate: 1
            name: %1$s
            title: Two steps
            summary: Nothing changes for anyone.
            target: %1$s
            channel: "#migration"
            window: { zone: UTC, length: 8h, downtime: 30m, decision: 15m, watch: 1s }
            status-every: 5m
            on-failure: roll-back
            team:
              - { role: migration-lead, person: ULEAD%2$d, name: Lena }
              - { role: product-owner, person: UOWNER%2$d, name: Omar }
            approvals: [migration-lead, product-owner]
            steps:
              - { id: migrate, title: Run the migration, phase: migrate, limit: 4h, run: { kind: command, hook: migrate } }
              - { id: verify, title: Verify the migration, phase: verify, limit: 4h, run: { kind: command, hook: verify } }
            """;

    private TwoSteps() {}

    /** The name of a plan and of its target. */
    static String name(int number) {
        return NAME + number;
    }

    static Actor lead(String plan) {
        return Actor.person("ULEAD" + number(plan), "Lena");
    }

    static Actor owner(String plan) {
        return Actor.person("UOWNER" + number(plan), "Omar");
    }

    private static String number(String plan) {
        return plan.substring(NAME.length());
    }

    static PlanReader.Reading.Valid plan(int number) {
        return switch (PlanReader.read(name(number), yaml(number))) {
            case PlanReader.Reading.Valid valid -> valid;
            case PlanReader.Reading.Invalid invalid ->
                throw new IllegalStateException(invalid.problems().toString());
        };
    }

    static void write(Path directory, int count) throws IOException {
        for (int n = 0; n < count; n++) {
            Files.writeString(directory.resolve(name(n) + ".yaml"), yaml(n));
        }
    }

    private static String yaml(int number) {
        return PLAN.formatted(name(number), number);
    }
}
