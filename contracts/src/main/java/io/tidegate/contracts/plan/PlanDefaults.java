package io.tidegate.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Fills into a valid plan what it leaves out. The schema states the same defaults; a test compares. */
final class PlanDefaults {
    static final String EVERY = "10s";
    static final int SUSTAINED = 3;

    private PlanDefaults() {}

    static void fill(ObjectNode plan) {
        text(plan, "status-every", "5m");
        text(plan, "on-failure", "roll-back");
        if (plan.path("window") instanceof ObjectNode window) {
            text(window, "decision", "15m");
            text(window, "watch", "15m");
            each(
                    plan.path("audiences"),
                    audience -> text(audience, "zone", window.path("zone").asText()));
        }
        fillWaves(plan);
        fillTrouble(plan);
        fillMoved(plan);
        each(plan.path("steps"), PlanDefaults::fillStep);
        each(plan.path("rollback"), PlanDefaults::fillStep);
        each(plan.path("steps"), step -> {
            if (step.path("run") instanceof ObjectNode run
                    && run.path("kind").asText().equals("rehearse")) {
                fillRehearsal(run, plan.path("steps"));
            }
        });
    }

    /** The targets of a plan for several go where how many at a time is said; the first stands for all. */
    private static void fillWaves(ObjectNode plan) {
        if (plan.remove("targets") instanceof ArrayNode targets) {
            ObjectNode waves = plan.withObject("/waves");
            ArrayNode names = waves.putArray("targets");
            ObjectNode titles = waves.putObject("titles");
            for (JsonNode target : targets) {
                String name = WaveRules.nameOf(target);
                names.add(name);
                if (target.has("title")) {
                    titles.put(name, target.path("title").asText());
                }
            }
            number(waves, "at-once", 1);
            text(waves, "every", plan.at("/window/length").asText());
            text(plan, "target", names.path(0).asText());
        }
    }

    /** Where a plan does not say what is done when things go otherwise, the runbooks' figures hold. */
    private static void fillTrouble(ObjectNode plan) {
        if (!plan.has("contingencies")) {
            plan.putObject("contingencies");
        }
        if (plan.path("contingencies") instanceof ObjectNode trouble) {
            Plan.Contingencies usual = Plan.Contingencies.USUAL;
            text(trouble, "go-on-under", Durations.format(usual.goOnUnder()));
            number(trouble, "bug-share", usual.bugShare());
            text(trouble, "corruption", "ask");
            text(trouble, "watchdog", Durations.format(usual.watchdog()));
            each(trouble.path("escalation"), level -> {
                if (!level.has("channels")) {
                    level.putArray("channels").add("chat");
                }
            });
        }
        if (plan.path("availability") instanceof ObjectNode availability) {
            text(availability, "answer-within", "1h");
        }
        each(plan.path("follow-ups"), followUp -> {
            text(followUp, "after", "0s");
            text(followUp, "on", "completed");
        });
    }

    /** Whoever was told a date is told of another one over the same channels, unless the plan says it itself. */
    private static void fillMoved(ObjectNode plan) {
        List<JsonNode> notices = new ArrayList<>();
        plan.path("notices").forEach(notices::add);
        List<String> told = notices.stream()
                .filter(notice -> notice.path("on").asText().equals("moved"))
                .flatMap(notice -> texts(notice.path("audiences")))
                .toList();
        each(plan.path("audiences"), audience -> {
            String name = audience.path("name").asText();
            List<String> channels = notices.stream()
                    .filter(notice -> notice.has("at"))
                    .filter(notice -> texts(notice.path("audiences")).anyMatch(name::equals))
                    .flatMap(notice -> texts(notice.path("channels")))
                    .distinct()
                    .toList();
            if (!channels.isEmpty() && !told.contains(name)) {
                ObjectNode notice = ((ArrayNode) plan.path("notices")).addObject();
                notice.put("id", "moved-" + name).put("on", "moved").put("template", "moved");
                notice.putArray("audiences").add(name);
                channels.forEach(notice.putArray("channels")::add);
            }
        });
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }

    /** A rehearsal is of the plan's own migration and verification, unless it says otherwise. */
    private static void fillRehearsal(ObjectNode rehearsal, JsonNode steps) {
        JsonNode migrate = firstOf(steps, "migrate");
        for (String member : List.of("driver", "migrations")) {
            if (migrate.has(member)) {
                text(rehearsal, member, migrate.path(member).asText());
            }
        }
        if (!rehearsal.has("populate")) {
            ArrayNode sets = rehearsal.putArray("populate");
            each(steps, step -> {
                if (step.path("run").path("kind").asText().equals("populate")) {
                    sets.add(step.path("run").path("scripts").asText());
                }
            });
        }
        if (!rehearsal.has("verify")) {
            JsonNode verify = firstOf(steps, "verify");
            rehearsal.set(
                    "verify",
                    verify.isMissingNode() ? rehearsal.objectNode().put("kind", "verify") : verify.deepCopy());
        }
    }

    private static JsonNode firstOf(JsonNode steps, String kind) {
        for (JsonNode step : steps) {
            if (step.path("run").path("kind").asText().equals(kind)) {
                return step.path("run");
            }
        }
        return MissingNode.getInstance();
    }

    private static void fillStep(ObjectNode step) {
        if (!(step.path("run") instanceof ObjectNode run)) {
            return;
        }
        switch (run.path("kind").asText()) {
            case "drain" -> text(run, "grace", "10s");
            case "backup", "test-restore", "rehearse", "restore-backup" -> number(run, "jobs", 2);
            case "http" -> number(run, "status", 200);
            case "compare-statements" -> {
                number(run, "top", 20);
                number(run, "consider", 50);
                number(run, "roll-back", 70);
                number(run, "min-calls", 50);
            }
            case "thresholds" -> fillThresholds(step, run);
            default -> {} // The other kinds leave out lists alone, which are read as empty.
        }
    }

    private static void fillThresholds(ObjectNode step, ObjectNode run) {
        text(step, "expected", run.path("for").asText());
        text(run, "every", EVERY);
        number(run, "sustained", SUSTAINED);
        number(run, "missed", 6);
        run.put("baseline", step.path("phase").asText().equals(Phase.PREPARE.label()));
        each(run.path("metrics"), PlanDefaults::fillThreshold);
    }

    private static void fillThreshold(ObjectNode threshold) {
        if (ThresholdRules.BOUNDS.stream().noneMatch(threshold::has)) {
            UsualBounds.of(threshold.path("metric").asText()).ifPresent(usual -> {
                threshold.put("at-most", usual.atMost());
                text(threshold, "unit", usual.unit());
            });
        }
    }

    private static void text(ObjectNode object, String member, String value) {
        if (!object.has(member)) {
            object.put(member, value);
        }
    }

    private static void number(ObjectNode object, String member, int value) {
        if (!object.has(member)) {
            object.put(member, value);
        }
    }

    private static void each(JsonNode array, Consumer<ObjectNode> change) {
        array.forEach(item -> {
            if (item instanceof ObjectNode object) {
                change.accept(object);
            }
        });
    }
}
