package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import java.util.List;

/** What was found under a plan's name. */
public sealed interface PlanLookup {

    record NotAsked() implements PlanLookup {}

    /** @param hash lower-case hex SHA-256 of the plan's canonical JSON */
    record Found(Plan plan, String hash) implements PlanLookup {}

    /** @param known the names that there are */
    record Unknown(String name, List<String> known) implements PlanLookup {}

    /** @param problems as people read them, first things first */
    record Invalid(String name, List<String> problems) implements PlanLookup {}
}
