package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Rung;
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
        Optional<Plan.Criterion> criterion = wish.criterion();
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
        String role = wish.criterion().map(Plan.Criterion::attestedBy).orElse("");
        return refuseIf(
                !wish.roles().contains(role),
                "not-that-role",
                wish.actor().label() + " does not hold the role " + role + ".",
                "Ask " + holders(wish, role) + ".");
    }),

    AN_ATTESTATION_COUNTS_ONCE(wish -> refuseIf(
            wish.criterion()
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

    A_RUNG_IS_THERE(wish -> {
        List<Rung> rungs = Rung.of(wish.window());
        return refuseIf(
                wish.rung().isPresent()
                        && rungs.stream().noneMatch(rung -> rung.step()
                                .equals(wish.rung().get())),
                "no-such-rung",
                "There is no way back '" + wish.rung().orElse("") + "' now.",
                rungs.isEmpty()
                        ? "Roll back as the plan says: /migration rollback <reason>."
                        : "There are: " + rungs.stream().map(Rung::step).collect(Collectors.joining(", ")) + ".");
    }),

    GO_COMES_AFTER_THE_REHEARSAL(wish -> refuseIf(
            wish.window().plan().steps().stream()
                    .filter(step -> step.run() instanceof Work.Rehearse)
                    .flatMap(step -> wish.window().step(step.id()).stream())
                    .anyMatch(step -> step.isAtWork() || step.progress() == StepState.Progress.WAITING),
            "rehearsal-not-done",
            "The rehearsal has no result yet, and a go is given to one.",
            "Say go when it is done; /migration status shows it.")),

    A_MOVE_IS_AHEAD(wish -> refuseIf(
            !wish.newStart().isAfter(wish.now()),
            "start-passed",
            "That start has passed.",
            "Name a later one: /migration postpone <date and time> <reason>.")),

    THE_TARGET_IS_FREE(wish -> Scheduling.taken(wish.window().plan(), wish.newStart(), wish.neighbours())),

    EARLIER_GROUPS_OF_A_WAVE_COME_FIRST(
            wish -> WaveOrder.beforeItsTurn(wish.window(), wish.newStart(), wish.neighbours())),

    NO_BLACKOUT(wish -> Scheduling.blackout(wish.window().plan(), wish.newStart())),

    THE_PLAN_HAS_CHANGED(wish -> switch (wish.plans()) {
        case PlanLookup.Found found ->
            found.hash().equals(wish.window().planHash())
                    ? refusal(
                            "plan-unchanged",
                            "The plan's file says what this window was scheduled with.",
                            "Nothing needs to be done.")
                    : refuseIf(
                            !found.plan().target().equals(wish.window().plan().target()),
                            "other-target",
                            "The changed plan is for another target, "
                                    + found.plan().target() + ".",
                            "Cancel this window and schedule one of the changed plan.");
        case PlanLookup.Unknown unknown ->
            refusal("plan-unknown", "There is no plan '" + unknown.name() + "' any more.", "Put it back.");
        case PlanLookup.Invalid invalid ->
            refusal(
                    "plan-invalid",
                    "The changed plan is not valid: " + String.join("; ", invalid.problems()) + ".",
                    "Mend it, and look at it with: tidegate plan validate.");
        case PlanLookup.NotAsked notAsked -> throw new IllegalStateException("nobody looked for the plan");
    }),

    ONLY_THE_PLAN_S_ROLE_OVERRIDES(wish -> {
        Optional<Plan.Criterion> criterion = wish.criterion();
        if (criterion.isEmpty()) {
            return refusal(
                    "criterion-unknown",
                    "The plan has no such criterion.",
                    "Those that may be overridden: " + overridable(wish));
        }
        String role = criterion.get().override();
        if (role == null) {
            return refusal(
                    "not-overridable",
                    "The plan lets nobody override \"" + criterion.get().title() + "\".",
                    "Those that may be overridden: " + overridable(wish));
        }
        return refuseIf(
                !wish.roles().contains(role),
                "not-that-role",
                wish.actor().label() + " does not hold the role " + role + ".",
                "Ask " + holders(wish, role) + ".");
    }),

    THE_CRITERION_IS_MISSING(wish -> refuseIf(
            wish.criterion().filter(wish.window()::isSatisfied).isPresent(),
            "not-missing",
            "That criterion is met or overridden already.",
            "Nothing needs to be done.")),

    SOMEBODY_ASKED(wish -> refuseIf(
            wish.rolesAsked().isEmpty(),
            "not-asked",
            "Nobody has asked " + wish.actor().label() + " yet.",
            "Wait for the question, or tell the team in the channel.")),

    NOTHING_IS_BEING_MENDED(wish -> refuseIf(
            wish.window().fix() != null,
            "mending-already",
            "Time to mend runs already.",
            "Try the step again with /migration retry.")),

    MENDING_HAS_BOUNDS(wish -> refuseIf(
            !wish.isTimeToMendWithinBounds(),
            "fix-out-of-bounds",
            "Time to mend is one minute to one hour.",
            "What takes longer: roll back, and schedule another window.")),

    SOMETHING_IS_PROPOSED(wish -> refuseIf(
            wish.window().proposal() == null,
            "nothing-proposed",
            "Nothing is proposed: the window goes on.",
            "Nothing needs to be done.")),

    SOMETHING_IS_TO_BE_DONE(wish -> refuseIf(
            wish.thingsToDo().size() != 1,
            "nothing-to-do",
            wish.thingsToDo().isEmpty()
                    ? "Nothing of that name waits for " + wish.actor().label() + "."
                    : "More than one thing waits for " + wish.actor().label() + ".",
            wish.thingsToDo().isEmpty()
                    ? "/migration status shows what is waited for."
                    : "Name one: "
                            + wish.thingsToDo().stream().map(Question::subject).collect(Collectors.joining(", "))
                            + ".")),

    THE_STEP_IS_OPEN(wish -> refuseIf(
            wish.stepToSkip().filter(step -> !step.isSettled()).isEmpty(),
            "no-such-step",
            "There is no such step that is still to be done.",
            "Those that may be left out: " + skippable(wish))),

    IT_IS_THE_STEP_THAT_FAILED(wish -> refuseIf(
            wish.stepToSkip()
                    .filter(step -> step.progress() == StepState.Progress.FAILED)
                    .isEmpty(),
            "waits-for-another-step",
            "The window waits for a person because another step has failed.",
            "Leave that one out, try it again with /migration retry, or roll back.")),

    ONLY_THE_PLAN_S_ROLES_SKIP(wish -> {
        List<String> roles = wish.stepToSkip()
                .flatMap(step -> wish.window().plan().step(step.id()))
                .map(Plan.Step::maySkip)
                .orElse(List.of());
        return refuseIf(
                roles.stream().noneMatch(wish.roles()::contains),
                "may-not-skip",
                roles.isEmpty()
                        ? "The plan lets nobody leave that step out."
                        : wish.actor().label() + " holds none of the roles that may leave it out: "
                                + String.join(", ", roles) + ".",
                roles.isEmpty()
                        ? "Those that may be left out: " + skippable(wish)
                        : "Ask " + holders(wish, roles.getFirst()) + ".");
    }),

    A_SHARE_IS_A_PERCENTAGE(wish -> {
        Integer share = wish.command() instanceof WindowCommand.Bug bug ? bug.share() : null;
        return refuseIf(
                share != null && (share < 0 || share > 100),
                "no-percentage",
                "A share of the users is 0 to 100 percent.",
                "Say it again, or leave it out where nobody knows.");
    }),

    SOMEBODY_IS_CALLED(wish -> refuseIf(
            wish.openCalls().isEmpty(),
            "nothing-to-take-care-of",
            "No urgent question is open that nobody takes care of.",
            "Nothing needs to be done.")),

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

    private static String overridable(Wish wish) {
        return listed(wish.window().plan().criteria().stream()
                .filter(criterion -> criterion.override() != null)
                .map(Plan.Criterion::id)
                .toList());
    }

    private static String skippable(Wish wish) {
        return listed(wish.window().steps().stream()
                .filter(step -> !step.isSettled())
                .flatMap(step -> wish.window().plan().step(step.id()).stream())
                .filter(step -> !step.maySkip().isEmpty())
                .map(Plan.Step::id)
                .toList());
    }

    private static String listed(List<String> ids) {
        return ids.isEmpty() ? "none." : String.join(", ", ids) + ".";
    }

    private static boolean mayRollBack(Wish wish, String role) {
        return ROLL_BACK_TOO.contains(role) || wish.window().plan().approvals().contains(role);
    }

    private static boolean hasFailedStep(Wish wish) {
        return wish.window().steps().stream().anyMatch(step -> step.progress() == StepState.Progress.FAILED);
    }

    private static String attested(Wish wish) {
        return listed(wish.window().plan().criteria().stream()
                .filter(criterion -> criterion.attestedBy() != null)
                .map(Plan.Criterion::id)
                .toList());
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
