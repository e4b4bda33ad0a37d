package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import java.util.List;

/** What was found under a plan's name. */
public sealed interface PlanLookup {

    /** The same, as a window on that target sees it. */
    default PlanLookup on(String target) {
        return this;
    }

    record NotAsked() implements PlanLookup {}

    /** @param hash lower-case hex SHA-256 of the plan's canonical JSON */
    record Found(Plan plan, String hash) implements PlanLookup {

        /** Of a plan for several targets, the plan for this one. */
        @Override
        public Found on(String target) {
            Plan.Waves waves = plan.waves();
            if (waves == null || !waves.targets().contains(target)) {
                return this;
            }
            Plan narrowed = plan.on(target);
            return new Found(narrowed, PlanReader.hash(narrowed));
        }
    }

    /** @param known the names that there are */
    record Unknown(String name, List<String> known) implements PlanLookup {}

    /** @param problems as people read them, first things first */
    record Invalid(String name, List<String> problems) implements PlanLookup {}
}
