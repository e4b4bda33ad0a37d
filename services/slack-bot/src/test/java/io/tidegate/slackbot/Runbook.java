package io.tidegate.slackbot;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanBuilder;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Binding;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The example's plan with all that the runbooks ask for, and moments in a window of it. */
public final class Runbook {
    private static final Actor DEWI = Actor.person("U0DEWI", "Dewi");

    private Runbook() {}

    public static Plan plan() {
        Plan plan = Story.plan();
        List<Plan.Criterion> criteria = new ArrayList<>();
        plan.criteria()
                .forEach(criterion -> criteria.add(
                        criterion.id().equals("healthy")
                                ? new Plan.Criterion(
                                        criterion.id(),
                                        criterion.title(),
                                        criterion.step(),
                                        null,
                                        null,
                                        null,
                                        Duration.ofMinutes(30),
                                        null)
                                : criterion));
        criteria.add(new Plan.Criterion(
                "team", "The team is there", null, null, null, Plan.Known.TEAM_AVAILABLE, null, null));
        criteria.add(new Plan.Criterion(
                "agent", "The db-agent is heard", null, null, null, Plan.Known.AGENT_HEARD, null, null));
        criteria.add(new Plan.Criterion(
                "training", "The kitchens have been trained", null, null, "qa", null, null, "product-owner"));
        List<Plan.Step> steps = new ArrayList<>(plan.steps());
        steps.add(new Plan.Step(
                "smoke-test",
                "Try the menu as a kitchen does",
                Phase.REOPEN,
                Duration.ofMinutes(10),
                Duration.ofMinutes(4),
                null,
                null,
                Duration.ofMinutes(35),
                null,
                null,
                List.of("qa", "migration-lead"),
                new Work.Manual(
                        "qa",
                        List.of(
                                "A menu shows small and large portions",
                                "An order can be placed",
                                "The report adds up"))));
        List<Plan.Step> rollback = new ArrayList<>(plan.rollback());
        rollback.add(
                3,
                new Plan.Step(
                        "restore-backup",
                        "Restore the backup",
                        Phase.ROLLBACK,
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(3),
                        "migrate",
                        "swap-back",
                        new Work.RestoreBackup(2, null)));
        return PlanBuilder.builder(plan)
                .criteria(criteria)
                .steps(steps)
                .onFailure(Plan.OnFailure.ASK)
                .rollback(rollback)
                .availability(new Plan.Availability(Offset.parse("D-1 16:00"), Duration.ofHours(2), List.of()))
                .contingencies(new Plan.Contingencies(
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(15),
                        10,
                        Plan.OnFailure.ROLL_BACK,
                        Duration.ofMinutes(10),
                        List.of(
                                new Plan.Level(
                                        Duration.ofMinutes(2), List.of("migration-lead"), List.of(Plan.Reach.CHAT)),
                                new Plan.Level(
                                        Duration.ofMinutes(5),
                                        List.of("product-owner", "devops"),
                                        List.of(Plan.Reach.CHAT, Plan.Reach.WHATSAPP)))))
                .followUps(List.of(
                        new Plan.FollowUp(
                                "lead-signs",
                                "Sign off: the window ended as planned",
                                "migration-lead",
                                Duration.ZERO,
                                Plan.Outcome.COMPLETED),
                        new Plan.FollowUp(
                                "next-day",
                                "Look at errors and slow queries of the first day",
                                "backend",
                                Duration.ofHours(24),
                                Plan.Outcome.ANY)))
                .blackouts(List.of())
                .build();
    }

    private static Story begins(String id, Instant at) {
        return Story.begins(id, at).scheduled(plan());
    }

    /** Everybody is asked; one cannot come, and who stands in is asked. */
    public static Story asked(Story story) {
        for (Plan.Member member : story.window().plan().team()) {
            story.timer(new WindowEvent.AvailabilityAsked(member.role(), member.person()));
        }
        return story.after(Duration.ofMinutes(20))
                .by(Story.RATNA, new WindowEvent.AvailabilityAnswered("migration-lead", false, "at a wedding"))
                .timer(new WindowEvent.AvailabilityAsked("migration-lead", "U0DEWI"))
                .by(Story.SARI, new WindowEvent.AvailabilityAnswered("qa", true, ""));
    }

    /** All is measured, one criterion is overridden, and the first approver has said go. */
    public static Story decided(Story story) {
        asked(story)
                .by(DEWI, new WindowEvent.AvailabilityAnswered("migration-lead", true, ""))
                .by(DEWI, new WindowEvent.AvailabilityAnswered("backend", true, ""))
                .by(Story.BUDI, new WindowEvent.AvailabilityAnswered("product-owner", true, ""))
                .by(Actor.person("U0AGUS", "Agus"), new WindowEvent.AvailabilityAnswered("devops", true, ""))
                .timer(new WindowEvent.NoticeRequested("announce", 1))
                .delivered("announce")
                .deciding()
                .found(
                        "preflight",
                        640,
                        List.of(
                                Fact.number("server-version", 15, "major").within("at least 11"),
                                Fact.number("disk-free", 41, "percent").within("at least 20 percent"),
                                Fact.number("sessions", 12, "sessions").within("at most 200"),
                                Fact.time("oldest-transaction", Duration.ofSeconds(3))
                                        .within("at most 5 min"),
                                Fact.time("replication-lag", Duration.ofMillis(40))
                                        .within("at most 10 s")))
                .found(
                        "rehearsal",
                        41_000,
                        List.of(
                                Fact.time("migration-time", Duration.ofMillis(8_400)),
                                Fact.time("dump-time", Duration.ofMillis(6_100)),
                                Fact.time("restore-time", Duration.ofMillis(11_200)),
                                Fact.number("rows", 1_000_000, "rows")))
                .by(Story.SARI, new WindowEvent.CriterionAttested("staging", "qa"))
                .after(Duration.ofMinutes(3))
                .by(
                        Story.BUDI,
                        new WindowEvent.CriterionOverridden(
                                "training", "product-owner", "the two kitchens that are missing open next month"));
        return story.by(DEWI, new WindowEvent.ApprovalGiven("migration-lead", Binding.of(story.window())));
    }

    /** Everybody has said go. */
    public static Story opened(Story story) {
        decided(story).after(Duration.ofMinutes(2));
        return story.by(Story.BUDI, new WindowEvent.ApprovalGiven("product-owner", Binding.of(story.window())))
                .by(Story.BUDI, new WindowEvent.GoDecided())
                .signed()
                .opened();
    }

    /** It will take longer than planned, nobody has answered, and the first level is called. */
    public static Story proposed(Story story) {
        opened(story).through(Phase.CLOSE, Phase.PROTECT).begun("migrate").after(Duration.ofMinutes(30));
        story.timer(new WindowEvent.StepProgressed("migrate", 1, 50, "V3 of 6: adding portion_size"))
                .timer(new WindowEvent.OverrunForecast(
                        story.window().endsAt().plus(Duration.ofMinutes(8)),
                        story.window().endsAt()))
                .timer(new WindowEvent.ProposalMade(
                        "It will not be open again by its planned end, and about 38 min of work are left.",
                        List.of("extend", "rollback", "go-on")))
                .after(Duration.ofMinutes(2));
        return story.timer(new WindowEvent.Escalated(
                "proposal",
                1,
                List.of("migration-lead"),
                List.of(Plan.Reach.CHAT),
                "Portion size differentiation: it will not be open again by its planned end."));
    }

    /** A person tries the application, and something is wrong in it. */
    public static Story byHand(Story story) {
        opened(story).through(Phase.CLOSE, Phase.VERIFY);
        for (Plan.Step step : story.window().plan().steps()) {
            if (step.phase() == Phase.REOPEN && !step.isManual()) {
                story.done(step.id(), 900);
            }
        }
        return story.timer(new WindowEvent.StepRequested(
                        "smoke-test", 1, story.now().plus(Duration.ofMinutes(10))))
                .after(Duration.ofMinutes(1))
                .by(Story.SARI, new WindowEvent.BugReported(4, false, "the report shows small portions twice"));
    }

    /** Verification has failed, and the plan asks. */
    public static Story needsPerson(Story story) {
        opened(story)
                .through(Phase.CLOSE, Phase.MIGRATE)
                .failed("verify", "index idx_portion_size is missing")
                .timer(new WindowEvent.PersonNeeded(
                        "Verify the migration failed: index idx_portion_size is missing",
                        List.of("retry", "fix", "rollback")))
                .signed()
                .after(Duration.ofMinutes(2));
        return story.timer(new WindowEvent.Escalated(
                "person",
                1,
                List.of("migration-lead"),
                List.of(Plan.Reach.CHAT),
                "Portion size differentiation: Verify the migration failed"));
    }

    public static Story needsPerson(String id, Instant at) {
        return needsPerson(begins(id, at));
    }

    /** Somebody takes care, and takes time to mend. */
    public static Story mending(Story story) {
        needsPerson(story).by(DEWI, new WindowEvent.EscalationAcknowledged("person"));
        return story.by(
                        DEWI,
                        new WindowEvent.FixStarted(
                                story.now().plus(Duration.ofMinutes(10)), false, "the index is created by hand"))
                .after(Duration.ofMinutes(3));
    }

    /** All went well, and the application is watched. */
    public static Story watched(Story story) {
        return opened(story).through(Phase.CLOSE, Phase.REOPEN).reopened();
    }

    /** It is over, and one role is asked to sign. */
    public static Story over(Story story) {
        return watched(story).completed().timer(new WindowEvent.FollowUpDue("lead-signs"));
    }

    public static Story over(String id, Instant at) {
        return over(begins(id, at));
    }

    /** Moved, overridden, mended in vain, rolled back, and looked after. */
    public static Story troubled(String id, Instant at) {
        Story story = begins(id, at).after(Duration.ofHours(1));
        Instant start = story.window().startsAt().plus(Duration.ofDays(1));
        story.by(
                Story.BUDI,
                new WindowEvent.WindowMoved(
                        start,
                        start.plus(story.window().plan().window().length()),
                        start.minus(story.window().plan().window().decision()),
                        "the kitchen is short of staff"));
        mending(story)
                .by(
                        DEWI,
                        new WindowEvent.WindowExtended(
                                story.window().endsAt().plus(Duration.ofMinutes(15)), "the index is large"))
                .after(Duration.ofMinutes(7))
                .timer(new WindowEvent.FixRanOut())
                .by(DEWI, new WindowEvent.RollbackStarted("the index cannot be created", "swap-back"))
                .signed();
        for (Plan.Step step : story.window().plan().rollback()) {
            if (step.id().equals("deploy-previous") || step.id().equals("restore-backup")) {
                story.timer(new WindowEvent.StepSkipped(step.id(), "it is not needed"));
            } else {
                story.done(step.id(), 800);
            }
        }
        return story.by(Actor.orchestrator(), new WindowEvent.WindowRolledBack(1_900_000))
                .timer(new WindowEvent.NoticeRequested("rolled-back", 1))
                .delivered("rolled-back")
                .signed()
                .after(Duration.ofHours(24))
                .timer(new WindowEvent.FollowUpDue("next-day"))
                .after(Duration.ofHours(1))
                .by(DEWI, new WindowEvent.FollowUpDone("next-day", "backend", "nothing unusual"))
                .by(Actor.orchestrator(), new WindowEvent.WindowClosed());
    }
}
