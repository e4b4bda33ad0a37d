package io.tidegate.contracts.plan;

import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a plan may not ask of a D1 database: said while the plan is written, not when its step comes. */
final class D1Rules {
    private static final String DRIVER = "wrangler-d1";

    /** What to write instead. The agent says the same to a plan that comes to it nevertheless. */
    private static final Map<String, String> NOT_THERE = Map.of(
            "drain", "'command' or 'close-gate', which stops the Worker: D1 has no sessions",
            "reopen", "'command' or 'open-gate', which starts the Worker: D1 has no sessions",
            "safety-copy", "no such step: D1 cannot rename databases, and the way back is 'restore-backup'",
            "swap-back", "'restore-backup': D1 cannot rename databases",
            "populate", "the data in a migration file, which Wrangler runs once",
            "undo", "'restore-backup', or what takes it back in a migration file");

    private D1Rules() {}

    static List<PlanProblem> check(PlanPart plan) {
        List<PlanProblem> problems = new ArrayList<>();
        List<PlanPart> runs = Stream.concat(plan.items("steps").stream(), plan.items("rollback").stream())
                .map(step -> step.member("run"))
                .toList();
        if (runs.stream().anyMatch(run -> run.member("driver").is(DRIVER))) {
            runs.forEach(run -> check(run, problems));
        }
        return problems;
    }

    private static void check(PlanPart run, List<PlanProblem> problems) {
        PlanPart kind = run.member("kind");
        NOT_THERE.forEach((name, instead) -> {
            if (kind.is(name)) {
                problems.add(kind.problem("'" + name + "' beside the driver '" + DRIVER + "'", instead));
            }
        });
        PlanPart driver = run.member("driver");
        if (driver.isThere() && !driver.is(DRIVER)) {
            problems.add(driver.problem(
                    driver.quoted() + " beside the driver '" + DRIVER + "'",
                    "'" + DRIVER + "': a target is one database"));
        }
    }
}
