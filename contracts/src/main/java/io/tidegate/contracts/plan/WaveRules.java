package io.tidegate.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must be so in a plan for several targets. */
final class WaveRules {
    private WaveRules() {}

    static List<PlanProblem> check(PlanPart plan) {
        List<PlanProblem> problems = new ArrayList<>();
        PlanPart waves = plan.member("waves");
        PlanPart targets = plan.member("targets");
        if (waves.isThere() && !targets.isThere()) {
            problems.add(waves.problem("'waves' without 'targets'", "it in a plan that has 'targets'"));
        }
        problems.addAll(toldApart(targets.items()));
        Optional<Duration> length = plan.member("window").duration("length");
        Optional<Duration> every = waves.duration("every");
        if (length.isPresent() && every.isPresent() && every.get().compareTo(length.get()) < 0) {
            problems.add(waves.member("every")
                    .problem(
                            "a group every " + Durations.format(every.get()),
                            "at least the window's length, " + Durations.format(length.get())));
        }
        Optional<BigDecimal> atOnce = waves.number("at-once");
        int all = targets.items().size();
        if (all > 0 && atOnce.isPresent() && atOnce.get().compareTo(BigDecimal.valueOf(all)) > 0) {
            problems.add(waves.member("at-once").problem(atOnce.get() + " at once", "at most all the targets, " + all));
        }
        return problems;
    }

    private static List<PlanProblem> toldApart(List<PlanPart> targets) {
        List<PlanProblem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (PlanPart target : targets) {
            String name = nameOf(target.node());
            PlanPart title = target.member("title");
            if (!name.isEmpty() && !names.add(name)) {
                problems.add(target.problem("'" + name + "' twice", "each target once"));
            } else if (!titles.add(title.text().orElse(name))) {
                problems.add((title.isThere() ? title : target)
                        .problem("what another target is called", "a title by which people can tell it apart"));
            }
        }
        return problems;
    }

    /** @param target its name, or more of it */
    static String nameOf(JsonNode target) {
        return target.isObject() ? target.path("name").asText() : target.asText();
    }
}
