package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.WindowCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that a wish must pass, each with one reason to refuse. */
enum NamedRule implements Rule {
    ONLY_THE_TEAM_COMMANDS(wish -> refuseIf(
            wish.roles().isEmpty(),
            "not-in-the-team",
            wish.actor().label() + " is not in the team of "
                    + wish.window().plan().title() + ".",
            "Ask one of the team: " + team(wish) + ".")),

    ONLY_APPROVERS_DECIDE(wish -> refuseIf(
            wish.approvingRoles().isEmpty(),
            "not-an-approver",
            wish.actor().label() + " holds none of the roles that decide: "
                    + String.join(", ", wish.window().plan().approvals()) + ".",
            "Ask " + approvers(wish) + ".")),

    A_GO_COUNTS_ONCE(wish -> refuseIf(
            wish.hasApproved(),
            "go-counted-already",
            wish.actor().label() + "'s go counts already, and a person counts for one role only.",
            stillMissing(wish))),

    GO_IS_NOT_DECIDED(wish ->
            refuseIf(wish.window().went(), "decided-already", "It is a go already.", "The window opens at its start.")),

    GO_NEEDS_TWO_PEOPLE(wish -> refuseIf(
            wish.roleToApproveIn().isEmpty(),
            "role-approved-already",
            "Someone else has said go as " + String.join(" and ", wish.approvingRoles()) + ".",
            stillMissing(wish))),

    CRITERION_IS_ATTESTED(wish -> {
        Optional<Plan.Criterion> criterion = criterion(wish);
        String known = attested(wish);
        if (criterion.isEmpty()) {
            return refusal(
                    "criterion-unknown", "The plan has no such criterion.", "Those that a person attests: " + known);
        }
        return refuseIf(
                criterion.get().attestedBy() == null,
                "criterion-is-measured",
                "\"" + criterion.get().title() + "\" is measured and not attested.",
                "Those that a person attests: " + known);
    }),

    ONLY_THE_NAMED_ROLE_ATTESTS(wish -> {
        String role = criterion(wish).map(Plan.Criterion::attestedBy).orElse("");
        return refuseIf(
                !wish.roles().contains(role),
                "not-that-role",
                wish.actor().label() + " does not hold the role " + role + ".",
                "Ask " + holders(wish, role) + ".");
    }),

    AN_ATTESTATION_COUNTS_ONCE(wish -> refuseIf(
            criterion(wish)
                    .filter(criterion -> wish.window().attestations().containsKey(criterion.id()))
                    .isPresent(),
            "attested-already",
            "That criterion is attested already.",
            "Nothing needs to be done.")),

    A_HOLD_HOLDS_ONCE(wish -> refuseIf(
            wish.window().held(), "held-already", "The window is held already.", "Resume it with /migration resume.")),

    IT_IS_HELD(wish ->
            refuseIf(!wish.window().held(), "not-held", "The window is not held.", "Nothing needs to be done.")),

    A_PREPARATION_FAILED_OR_IT_IS_HELD(wish -> refuseIf(
            !wish.window().held() && !hasFailedStep(wish),
            "nothing-to-resume",
            "The window is not held, and no step waits for another attempt.",
            "Nothing needs to be done.")),

    THE_PLAN_REHEARSES(wish -> refuseIf(
            wish.window().plan().steps().stream().noneMatch(step -> step.run() instanceof Work.Rehearse),
            "no-rehearsal",
            "The plan has no rehearsal.",
            "Give the plan a step of kind rehearse in the phase prepare.")),

    NO_STEP_IS_AT_WORK(wish -> refuseIf(
            wish.window().stepAtWork().isPresent(),
            "step-at-work",
            "A step is at work: the agent does one at a time.",
            "Wait for its end; /migration status shows it.")),

    NOTHING_IS_HELD(wish -> refuseIf(
            wish.window().held(),
            "held",
            "The window is held: no step is handed out.",
            "Resume it with /migration resume.")),

    AN_EXTENSION_HAS_BOUNDS(wish -> refuseIf(
            !wish.isWithinBounds(),
            "extension-out-of-bounds",
            "An extension is one minute to four hours.",
            "What takes longer needs another window: roll back, or extend once more.")),

    ONLY_SOME_ROLL_BACK(wish -> refuseIf(
            wish.roles().stream().noneMatch(role -> mayRollBack(wish, role)),
            "may-not-roll-back",
            wish.actor().label() + " may not roll back.",
            "Ask " + approvers(wish) + "."));

    /** Besides the approvers. */
    private static final Set<String> ROLL_BACK_TOO = Set.of("migration-lead", "dba", "devops");

    private final Rule rule;

    NamedRule(Rule rule) {
        this.rule = rule;
    }

    @Override
    public Optional<Refusal> refuses(Wish wish) {
        return rule.refuses(wish);
    }

    /** In sentences: {@code a go counts once}. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static Optional<Refusal> refuseIf(boolean broken, String code, String sentence, String mend) {
        return broken ? refusal(code, sentence, mend) : Optional.empty();
    }

    private static Optional<Refusal> refusal(String code, String sentence, String mend) {
        return Optional.of(new Refusal(code, sentence, mend));
    }

    private static boolean mayRollBack(Wish wish, String role) {
        return ROLL_BACK_TOO.contains(role) || wish.window().plan().approvals().contains(role);
    }

    private static boolean hasFailedStep(Wish wish) {
        return wish.window().steps().stream().anyMatch(step -> step.progress() == StepState.Progress.FAILED);
    }

    private static Optional<Plan.Criterion> criterion(Wish wish) {
        String id = wish.command() instanceof WindowCommand.Attest attest ? attest.criterion() : "";
        return wish.window().plan().criteria().stream()
                .filter(criterion -> criterion.id().equals(id))
                .findFirst();
    }

    private static String attested(Wish wish) {
        List<String> ids = wish.window().plan().criteria().stream()
                .filter(criterion -> criterion.attestedBy() != null)
                .map(Plan.Criterion::id)
                .toList();
        return ids.isEmpty() ? "none." : String.join(", ", ids) + ".";
    }

    private static String stillMissing(Wish wish) {
        List<String> missing = wish.window().missingApprovals();
        return missing.isEmpty()
                ? "Every approver has said go."
                : "Still missing: "
                        + missing.stream()
                                .map(role -> role + " (" + holders(wish, role) + ")")
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private static String approvers(Wish wish) {
        return wish.window().plan().approvals().stream()
                .map(role -> holders(wish, role))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String holders(Wish wish, String role) {
        String names = wish.window().plan().team().stream()
                .filter(member -> member.role().equals(role))
                .map(Plan.Member::name)
                .collect(Collectors.joining(" or "));
        return names.isEmpty() ? "whoever holds the role " + role : names;
    }

    private static String team(Wish wish) {
        return wish.window().plan().team().stream()
                .map(Plan.Member::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
