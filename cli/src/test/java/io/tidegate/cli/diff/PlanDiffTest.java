package io.tidegate.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.contracts.Samples;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told of another version of a plan. */
final class PlanDiffTest {
    private static PlanDiff diff(String... oldAndNew) {
        String yaml = Samples.SMALL;
        for (int i = 0; i < oldAndNew.length; i += 2) {
            assertThat(yaml).contains(oldAndNew[i]);
            yaml = yaml.replace(oldAndNew[i], oldAndNew[i + 1]);
        }
        return between(Samples.small(), Samples.plan(yaml));
    }

    private static PlanDiff between(Plan before, Plan after) {
        return PlanDiff.of(before, PlanReader.hash(before), after, PlanReader.hash(after));
    }

    private static List<String> texts(PlanDiff diff) {
        return diff.changes().stream().map(PlanChange::text).toList();
    }

    @Test
    void theSamePlanChangesNothing() {
        PlanDiff diff = diff();

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.isOtherContent()).isFalse();
    }

    @Test
    void anotherStartMovesTheWindowAndItsNoticesOnEverybodysClock() {
        Plan before = Samples.plan(Samples.SMALL.replace("name: users,", "name: users, zone: Asia/Jakarta,"));
        Plan after = Samples.plan(Samples.SMALL
                .replace("name: users,", "name: users, zone: Asia/Jakarta,")
                .replace("T05:00", "T20:00"));

        assertThat(texts(between(before, after)))
                .containsExactly(
                        "The window starts Tue 1 Dec 2026 20:00 CET, for users Wed 2 Dec 2026 02:00 WIB instead of"
                                + " Tue 1 Dec 2026 05:00 CET, for users Tue 1 Dec 2026 11:00 WIB.",
                        "'announce' goes out Tue 17 Nov 2026 20:00 CET, for users Wed 18 Nov 2026 02:00 WIB instead of"
                                + " Tue 17 Nov 2026 05:00 CET, for users Tue 17 Nov 2026 11:00 WIB.");
    }

    @Test
    void noticesComeAndGoAndSaySomethingElse() {
        assertThat(texts(diff(
                        "{ id: announce, at: D-14, template: announce, audiences: [users], channels: [email] }",
                        "{ id: announce, at: D-14, template: reminder, audiences: [users], channels: [email, banner] }",
                        "id: complete",
                        "id: done")))
                .containsExactly(
                        "'announce' says 'reminder' instead of 'announce'.",
                        "'announce' goes out by banner too.",
                        "'complete' does not go out any more: complete to users by email, on reopened.",
                        "'moved-users' goes out by banner too.",
                        "'done' is new: complete to users by email, on reopened.");
    }

    @Test
    void anotherDowntimeIsWhatStakeholdersAreTold() {
        assertThat(diff("downtime: 30m", "downtime: 45m").changes())
                .containsExactly(new PlanChange(
                        PlanChange.Area.DOWNTIME,
                        "window.downtime",
                        "Stakeholders are told of 45 minutes without the application instead of 30 minutes."));
    }

    @Test
    void whoDecidesAndWhoAttestsIsTold() {
        assertThat(texts(diff(
                        "{ role: product-owner, person: U0BUDI, name: Budi }",
                        "{ role: product-owner, person: U0BUDI, name: Budi }\n  - { role: qa, person: U0SARI, name: Sari }",
                        "approvals: [migration-lead, product-owner]",
                        "approvals: [migration-lead, product-owner, qa]",
                        "attested-by: product-owner",
                        "attested-by: qa")))
                .containsExactly(
                        "qa (Sari) must say go too.",
                        "Whether 'It was tested' is so, qa (Sari) says instead of product-owner (Budi).",
                        "There is a qa: Sari.");
    }

    @Test
    void stepsComeGoAndChangePlaces() {
        Plan before = Samples.portionSize();
        String yaml = Samples.read(Samples.root().resolve("examples/portion-size/plan.yaml"));
        int backup = yaml.indexOf("  - id: backup");
        int copy = yaml.indexOf("  - id: safety-copy");
        int migrate = yaml.indexOf("  - id: migrate");
        Plan moved = Samples.plan(yaml.substring(0, backup)
                + yaml.substring(copy, migrate)
                + yaml.substring(backup, copy)
                + yaml.substring(migrate));

        assertThat(texts(between(before, moved)))
                .containsExactly("'Make the safety copy' has another place, after 'Drain the connections'.");
        assertThat(texts(diff("id: drain, title: Drain the connections", "id: empty, title: Empty the house")))
                .containsExactly(
                        "'Drain the connections' is not done any more.",
                        "'Empty the house' is new, in the phase close, after 'Check the database'.");
    }

    @Test
    void boundsAreTold() {
        assertThat(diff("max-connections: 200", "max-connections: 100", "limit: 10m, expected: 20s", "limit: 20m")
                        .changes())
                .extracting(PlanChange::area, PlanChange::text)
                .containsExactly(
                        tuple(PlanChange.Area.BOUNDS, "'Check the database': max-connections is 100 instead of 200."),
                        tuple(PlanChange.Area.BOUNDS, "'Run the migration' may take 20m instead of 10m."),
                        tuple(
                                PlanChange.Area.BOUNDS,
                                "'Run the migration' is expected to take nobody knows how long instead of 20s."));
    }

    @Test
    void theWayBackIsTold() {
        assertThat(diff("when-started: migrate", "when-started: drain").changes())
                .singleElement()
                .returns(PlanChange.Area.ROLLBACK, PlanChange::area)
                .returns(
                        "'Put the safety copy in place' runs only if this was begun: drain instead of migrate.",
                        PlanChange::text);
    }

    @Test
    void whoIsAskedCalledAndLooksAfterItIsTold() {
        String more = """
                availability: { ask: D-3, answer-within: 24h }
                contingencies:
                  fix: 10m
                  escalation:
                    - { after: 5m, roles: [migration-lead], channels: [chat] }
                follow-ups:
                  - { id: logs, title: Review the logs, role: product-owner, after: 24h, on: completed }
                blackouts:
                  - { from: 2026-12-24, to: 2026-12-26, why: Christmas }
                """;

        assertThat(texts(between(Samples.small(), Samples.plan(Samples.SMALL + more))))
                .containsExactly(
                        "No window may be from 2026-12-24 to 2026-12-26 (Christmas).",
                        "All of the team are asked at D-3 whether they will be there, and have 1d to answer; nobody was asked.",
                        "There is a level 1 of escalation: migration-lead by chat after 5m.",
                        "Time to mend a failed step before it leads to a rollback is 10m instead of none.",
                        "New: product-owner (Budi) looks after 'Review the logs' 1d after a completed window.");
    }

    @Test
    void whatAStepLeadsToWhenItFailsIsTold() {
        assertThat(texts(diff(
                        "limit: 10m, expected: 20s,",
                        "limit: 10m, expected: 20s, by: 25m, on-failure: ask, fix: 5m, may-skip: [migration-lead],",
                        "step: preflight }",
                        "step: preflight, max-age: 30m, override: product-owner }")))
                .containsExactly(
                        "'The database is fit' counts for 30m instead of ever.",
                        "The window may go without 'The database is fit' when so says product-owner instead of nobody.",
                        "'Run the migration' leads, when it fails, to a question to people instead of what the plan says.",
                        "'Run the migration' may be mended for 5m instead of as long as the plan says.",
                        "'Run the migration' may be left out by migration-lead instead of nobody.",
                        "'Run the migration' should be done 25m after the start instead of at no set time.");
    }

    @Test
    void whatOnlyTheAgentNoticesIsNoChangeForPeopleButAnotherContent() {
        Plan before = Samples.portionSize();
        Plan after = Samples.plan(Samples.read(Samples.root().resolve("examples/portion-size/plan.yaml"))
                .replace("kind: backup, jobs: 2", "kind: backup, jobs: 4"));

        PlanDiff diff = between(before, after);

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.quiet()).containsExactly("'Back up the database': jobs is 4 instead of 2.");
        assertThat(diff.isOtherContent()).isTrue();
    }
}
