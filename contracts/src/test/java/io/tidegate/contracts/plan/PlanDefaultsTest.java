package io.tidegate.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.json.Json;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan leaves out is filled in, as the schema says. */
final class PlanDefaultsTest {
    private static final Plan PLAN = Samples.plan(Samples.SMALL.replace("run: { kind: reopen } }\nrollback:", """
            run: { kind: reopen } }
              - { id: health, title: Health, phase: reopen, limit: 1m, run: { kind: http, check: app } }
              - { id: back, title: Backup, phase: watch, limit: 1m, run: { kind: backup } }
              - { id: look, title: Look, phase: watch, limit: 1m, run: { kind: verify, analyze: [a] } }
              - { id: watch, title: Watch, phase: watch, limit: 16m, run: { kind: thresholds, for: 15m, metrics: [{ metric: p95 }, { metric: cpu, at-least: 1 }] } }
            rollback:"""));

    private static Work run(String step) {
        return PLAN.step(step).orElseThrow().run();
    }

    private static JsonNode byDefault(String pointer) throws Exception {
        return Json.mapper()
                .readTree(Samples.read(Golden.schema("plan-v1.schema.json")))
                .at(pointer + "/default");
    }

    @Test
    void absentValuesAreThoseOfTheSchema() throws Exception {
        assertThat(PLAN.statusEvery())
                .isEqualTo(Duration.ofMinutes(5))
                .isEqualTo(Durations.parse(byDefault("/properties/status-every").asText()));
        assertThat(PLAN.window().decision())
                .isEqualTo(Durations.parse(
                        byDefault("/$defs/window/properties/decision").asText()));
        assertThat(PLAN.window().watch())
                .isEqualTo(Durations.parse(
                        byDefault("/$defs/window/properties/watch").asText()));
        assertThat(PLAN.onFailure()).isEqualTo(Plan.OnFailure.ROLL_BACK);
        assertThat(byDefault("/properties/on-failure").asText()).isEqualTo("roll-back");
        assertThat(run("drain"))
                .isEqualTo(new Work.Drain(Durations.parse(
                        byDefault("/$defs/drain/properties/grace").asText())));
        var preflight = (Work.Preflight) run("preflight");
        assertThat(preflight.lockWait())
                .isEqualTo(Durations.parse(
                        byDefault("/$defs/preflight/properties/max-lock-wait").asText()));
        assertThat(preflight.statementAge())
                .isEqualTo(Durations.parse(byDefault("/$defs/preflight/properties/max-statement-age")
                        .asText()));
        assertThat(run("back"))
                .isEqualTo(new Work.Backup(
                        byDefault("/$defs/backup/properties/jobs").asInt()));
        assertThat(run("health"))
                .isEqualTo(new Work.Http(
                        "app", byDefault("/$defs/http/properties/status").asInt(), Map.of()));
        assertThat(run("look")).isEqualTo(VerifyBuilder.verify().analyze("a").build());
    }

    @Test
    void thresholdsHaveTheUsualBoundsOfTheirMetricsWhichTheSchemaNames() throws Exception {
        assertThat(run("watch"))
                .isEqualTo(new Work.Thresholds(
                        Duration.ofMinutes(15),
                        Durations.parse(
                                byDefault("/$defs/thresholds/properties/every").asText()),
                        byDefault("/$defs/thresholds/properties/sustained").asInt(),
                        byDefault("/$defs/thresholds/properties/missed").asInt(),
                        false,
                        List.of(
                                new Work.Thresholds.Threshold("p95", "ms", 500.0, null, null, null),
                                new Work.Thresholds.Threshold("cpu", null, null, 1.0, null, null))));
        assertThat(PLAN.step("watch").orElseThrow().expected()).isEqualTo(Duration.ofMinutes(15));
        String described = Json.mapper()
                .readTree(Samples.read(Golden.schema("plan-v1.schema.json")))
                .at("/$defs/threshold/description")
                .asText();
        UsualBounds.byMetric().forEach((metric, usual) -> assertThat(described)
                .containsPattern(metric + " (at most )?"
                        + String.valueOf(usual.atMost()).replace(".0", "") + " " + usual.unit()));
    }

    @Test
    void ofSeveralTargetsOneAtATimeHasItsWindowOneWindowsLengthAfterAnother() throws Exception {
        Plan plan = Samples.plan(Samples.SMALL.replace("target: shop\n", "targets: [north, south, west]\n"));

        assertThat(plan.waves())
                .isEqualTo(new Plan.Waves(
                        List.of("north", "south", "west"),
                        byDefault("/$defs/waves/properties/at-once").asInt(),
                        plan.window().length()));
        assertThat(plan.target()).isEqualTo("north");
    }

    @Test
    void aPlanForSeveralTargetsNarrowedToOneIsAPlanAsAnyOtherWithTheTargetInItsTitle() {
        Plan one = Samples.plan(Samples.SMALL);
        Plan narrowed = Samples.plan(Samples.SMALL.replace(
                        "target: shop\n", "targets: [north, shop, west]\nwaves: { at-once: 2, every: 90m }\n"))
                .on("shop");

        assertThat(narrowed).isEqualTo(one.on("shop"));
        assertThat(narrowed.title()).isEqualTo(one.title() + " (shop)");
        assertThat(narrowed.waves()).isNull();
    }

    @Test
    void aTargetIsCalledWhatThePlanCallsIt() {
        Plan plan = Samples.plan(
                Samples.SMALL.replace("target: shop\n", "targets: [{ name: north, title: Northern branch }, south]\n"));
        String title = Samples.plan(Samples.SMALL).title();

        Plan north = plan.on("north");
        assertThat(north.target()).isEqualTo("north");
        assertThat(north.targetInWords()).isEqualTo("Northern branch");
        assertThat(north.title()).isEqualTo(title + " (Northern branch)");
        assertThat(north.titleOfAll()).isEqualTo(title);
        assertThat(plan.on("south").targetInWords()).isEqualTo("south");
        assertThat(plan.on("south").title()).isEqualTo(title + " (south)");
    }

    @Test
    void groupsFollowOneAnother() {
        var waves = new Plan.Waves(List.of("a", "b", "c", "d", "e"), 2, Duration.ofHours(1));

        assertThat(List.of(waves.groupOf(1), waves.groupOf(2), waves.groupOf(3), waves.groupOf(5)))
                .containsExactly(1, 1, 2, 3);
        assertThat(waves.delayOf(2)).isZero();
        assertThat(waves.delayOf(5)).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void anAudiencesZoneIsTheWindows() {
        assertThat(PLAN.audience("users").orElseThrow().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(PLAN.audience("users").orElseThrow().whatsapp()).isEmpty();
    }

    @Test
    void valuesThatAreComparedAsTextStayAsTheyAreWritten() {
        Plan plan = Samples.plan(Samples.SMALL
                .replace("run: { kind: reopen } }\nrollback:", """
                run: { kind: reopen } }
                  - id: look
                    title: Look
                    phase: verify
                    limit: 1m
                    run:
                      kind: verify
                      filled: [{ table: a, column: b, value: 1.50 }]
                      rejects: [{ table: a, row: { b: 007, c: true, d: -0 }, violates: c }]
                rollback:""")
                .replace(
                        "phase: reopen, limit: 1m, run: { kind: reopen } }\n  - id: look",
                        "phase: verify, limit: 1m, run: { kind: reopen } }\n  - id: look"));

        var verify = (Work.Verify) plan.step("look").orElseThrow().run();
        assertThat(verify.filled().getFirst().value()).isEqualTo("1.50");
        assertThat(verify.rejects().getFirst().row())
                .containsOnly(Map.entry("b", "007"), Map.entry("c", "true"), Map.entry("d", "-0"));
    }
}
