package io.tidegate.orchestrator;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.orchestrator.window.PlanLookup;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A small plan with one of everything, and what tests change in it. */
public final class PlanFixture {
    public static final Instant START = Instant.parse("2026-12-01T05:00:00Z");
    public static final Actor LEAD = Actor.person("ULEAD", "Lena");
    public static final Actor OWNER = Actor.person("UOWNER", "Omar");
    public static final Actor BACKEND = Actor.person("UBACK", "Bela");
    public static final Actor DEVOPS = Actor.person("UOPS", "Dana");
    public static final Actor QA = Actor.person("UQA", "Quinn");
    public static final Actor STRANGER = Actor.person("UNONE", "Sam");

    private static final Work.Rehearse REHEARSAL =
            new Work.Rehearse(1, "flyway", "small", List.of(), VerifyBuilder.nothing());

    private String name = "small";
    private String title = "Small migration";
    private String target = "pg";
    private List<Plan.Member> team = List.of(
            member("migration-lead", LEAD, BACKEND),
            member("product-owner", OWNER, null),
            member("backend", BACKEND, null),
            member("devops", DEVOPS, null),
            member("qa", QA, null));
    private Plan.OnFailure onFailure = Plan.OnFailure.ROLL_BACK;
    private boolean watched;
    private boolean rehearsing;
    private boolean ladder;
    private boolean criteria = true;
    private boolean everything;
    private boolean copies;
    private Plan.@Nullable Contingencies contingencies;
    private Plan.@Nullable Availability availability;
    private List<Plan.Blackout> blackouts = List.of();
    private List<Plan.FollowUp> followUps = List.of();
    private Plan.@Nullable Waves waves;
    private UnaryOperator<Plan.Step> care = step -> step;
    private UnaryOperator<Plan.Criterion> leave = criterion -> criterion;
    private @Nullable LocalDateTime start = LocalDateTime.parse("2026-12-01T05:00");
    private Duration decision = Duration.ofMinutes(15);
    private Duration watch = Duration.ofMinutes(15);
    private Duration limit = Duration.ofMinutes(10);

    public static PlanFixture plan() {
        return new PlanFixture();
    }

    public PlanFixture named(String newName) {
        name = newName;
        return this;
    }

    public PlanFixture titled(String newTitle) {
        title = newTitle;
        return this;
    }

    public PlanFixture target(String newTarget) {
        target = newTarget;
        return this;
    }

    /** So many of the targets at a time, one group an hour. */
    public PlanFixture targets(int atOnce, String... targets) {
        target = targets[0];
        waves = new Plan.Waves(List.of(targets), atOnce, Duration.ofHours(1));
        return this;
    }

    public PlanFixture team(List<Plan.Member> newTeam) {
        team = newTeam;
        return this;
    }

    public PlanFixture askingOnFailure() {
        onFailure = Plan.OnFailure.ASK;
        return this;
    }

    public PlanFixture withWatchStep() {
        watched = true;
        return this;
    }

    public PlanFixture withRehearsal() {
        rehearsing = true;
        return this;
    }

    /** With a second rung: restoring the backup where the swap fails. */
    public PlanFixture withLadder() {
        ladder = true;
        return this;
    }

    /** A safety copy and a backup before the migration, and real ways back to them. */
    public PlanFixture withCopies() {
        copies = true;
        return this;
    }

    public PlanFixture withoutCriteria() {
        criteria = false;
        return this;
    }

    /** What is done where things do not go as planned. */
    public PlanFixture inTrouble(Plan.Contingencies newContingencies) {
        contingencies = newContingencies;
        return this;
    }

    /** Time to mend a failed step; else what is usual. */
    public PlanFixture fix(Duration time) {
        Plan.Contingencies usual = Plan.Contingencies.USUAL;
        return inTrouble(new Plan.Contingencies(
                time, usual.goOnUnder(), usual.bugShare(), usual.corruption(), usual.watchdog(), usual.escalation()));
    }

    /** Levels of escalation; else what is usual. */
    public PlanFixture escalating(Plan.Level... levels) {
        Plan.Contingencies usual = Plan.Contingencies.USUAL;
        return inTrouble(new Plan.Contingencies(
                usual.fix(),
                usual.goOnUnder(),
                usual.bugShare(),
                usual.corruption(),
                usual.watchdog(),
                List.of(levels)));
    }

    /** Everybody is asked the evening before, and has an hour to answer. */
    public PlanFixture askingTheTeam() {
        return asking();
    }

    /** The same of these roles alone; of everybody where none is named. */
    public PlanFixture asking(String... roles) {
        availability = new Plan.Availability(Offset.parse("D-1 21:00"), Duration.ofHours(1), List.of(roles));
        return this;
    }

    public PlanFixture blackedOut(Plan.Blackout... days) {
        blackouts = List.of(days);
        return this;
    }

    public PlanFixture followedUp(Plan.FollowUp... after) {
        followUps = List.of(after);
        return this;
    }

    /** Changes every step of the window as it is made. */
    public PlanFixture steps(UnaryOperator<Plan.Step> change) {
        care = change;
        return this;
    }

    /** Changes every criterion as it is made. */
    public PlanFixture criteria(UnaryOperator<Plan.Criterion> change) {
        leave = change;
        return this;
    }

    /** A manual step, one that takes the place of another, and all that a plan can say of trouble. */
    public PlanFixture withEverything() {
        everything = true;
        return fix(Duration.ofMinutes(10))
                .askingTheTeam()
                .followedUp(
                        new Plan.FollowUp("sign-off", "Users are content", "qa", Duration.ZERO, Plan.Outcome.ANY),
                        new Plan.FollowUp(
                                "hour", "Errors are few", "devops", Duration.ofHours(1), Plan.Outcome.COMPLETED));
    }

    public PlanFixture withoutStart() {
        start = null;
        return this;
    }

    public PlanFixture deciding(Duration before) {
        decision = before;
        return this;
    }

    public PlanFixture watching(Duration length) {
        watch = length;
        return this;
    }

    public PlanFixture limit(Duration newLimit) {
        limit = newLimit;
        return this;
    }

    public PlanLookup.Found found() {
        Plan plan = build();
        return new PlanLookup.Found(plan, HashChain.hash(Json.canonical(plan)));
    }

    public Plan build() {
        List<Plan.Step> steps = new java.util.ArrayList<>(List.of(
                step("preflight", Phase.PREPARE),
                step("stop-app", Phase.CLOSE),
                step("migrate", Phase.MIGRATE),
                step("verify", Phase.VERIFY),
                step("start-app", Phase.REOPEN)));
        if (rehearsing) {
            steps.add(1, new Plan.Step("rehearse", "Step rehearse", Phase.PREPARE, limit, null, null, null, REHEARSAL));
        }
        if (copies) {
            int migrate = steps.stream().map(Plan.Step::id).toList().indexOf("migrate");
            steps.add(
                    migrate,
                    new Plan.Step("copy", "Step copy", Phase.PROTECT, limit, null, null, null, new Work.SafetyCopy()));
            steps.add(
                    migrate + 1,
                    new Plan.Step("backup", "Step backup", Phase.PROTECT, limit, null, null, null, new Work.Backup(2)));
        }
        if (everything) {
            steps.add(new Plan.Step(
                    "by-hand",
                    "Step by-hand",
                    Phase.REOPEN,
                    limit,
                    null,
                    null,
                    null,
                    Duration.ofMinutes(40),
                    null,
                    null,
                    List.of("qa"),
                    new Work.Manual("qa", List.of("Look at it"))));
            steps.add(new Plan.Step(
                    "previous",
                    "Step previous",
                    Phase.REOPEN,
                    limit,
                    null,
                    null,
                    "start-app",
                    new Work.Command("previous")));
        }
        if (watched) {
            steps.add(step("look", Phase.WATCH));
        }
        return new Plan(
                name,
                title,
                "Nothing changes for anyone.",
                target,
                "#migration",
                new Plan.Timing(
                        ZoneId.of("UTC"), start, Duration.ofMinutes(60), Duration.ofMinutes(30), decision, watch),
                Duration.ofMinutes(5),
                team,
                List.of("migration-lead", "product-owner"),
                List.of(new Plan.Audience("users", ZoneId.of("UTC"), List.of("a@example.org"), List.of())),
                notices(),
                criteria ? criteria().stream().map(leave).toList() : List.of(),
                steps.stream().map(care).toList(),
                onFailure,
                rollback(),
                null,
                availability,
                contingencies,
                followUps,
                blackouts,
                waves,
                null);
    }

    private List<Plan.Step> rollback() {
        List<Plan.Step> rungs = new java.util.ArrayList<>(List.of(step("close-again", Phase.ROLLBACK), swapBack()));
        if (ladder) {
            rungs.add(new Plan.Step(
                    "restore",
                    "Step restore",
                    Phase.ROLLBACK,
                    limit,
                    null,
                    "migrate",
                    "swap-back",
                    new Work.RestoreBackup(2, null)));
        }
        rungs.add(undoing("deploy-previous", "start-app"));
        rungs.add(step("open-again", Phase.ROLLBACK));
        return rungs;
    }

    private Plan.Step swapBack() {
        Work work = copies ? new Work.SwapBack() : new Work.Command("swap-back");
        return new Plan.Step("swap-back", "Step swap-back", Phase.ROLLBACK, limit, null, "migrate", null, work);
    }

    private static Plan.Member member(String role, Actor person, @Nullable Actor backup) {
        return new Plan.Member(role, person.id(), person.label(), backup == null ? null : backup.id(), null);
    }

    private Plan.Step step(String id, Phase phase) {
        return new Plan.Step(id, "Step " + id, phase, limit, null, null, null, new Work.Command(id));
    }

    private Plan.Step undoing(String id, String undoes) {
        return new Plan.Step(id, "Step " + id, Phase.ROLLBACK, limit, null, undoes, null, new Work.Command(id));
    }

    private static List<Plan.Criterion> criteria() {
        return List.of(
                new Plan.Criterion("healthy", "The database is fit", "preflight", null, null),
                new Plan.Criterion("announced", "Stakeholders are told", null, "announce", null),
                new Plan.Criterion("staging", "It worked on staging", null, null, "qa"));
    }

    private static List<Plan.Notice> notices() {
        return List.of(
                at("announce", "D-14", Plan.Template.ANNOUNCE),
                at("reminder", "D-7", Plan.Template.REMINDER),
                at("starting", "T-30m", Plan.Template.STARTING),
                on("in-progress", Plan.Moment.OPENED, Plan.Template.IN_PROGRESS),
                on("complete", Plan.Moment.REOPENED, Plan.Template.COMPLETE),
                on("extended", Plan.Moment.OVERRAN, Plan.Template.EXTENDED),
                on("delayed", Plan.Moment.PERSON_NEEDED, Plan.Template.DELAYED),
                on("rolling-back", Plan.Moment.ROLLING_BACK, Plan.Template.ROLLING_BACK),
                on("rolled-back", Plan.Moment.ROLLED_BACK, Plan.Template.ROLLED_BACK),
                on("postponed", Plan.Moment.POSTPONED, Plan.Template.POSTPONED),
                on("moved", Plan.Moment.MOVED, Plan.Template.MOVED),
                on("cancelled", Plan.Moment.CANCELLED, Plan.Template.CANCELLED));
    }

    private static Plan.Notice at(String id, String offset, Plan.Template template) {
        return new Plan.Notice(id, Offset.parse(offset), null, template, List.of("users"), List.of(Plan.Medium.BANNER));
    }

    private static Plan.Notice on(String id, Plan.Moment moment, Plan.Template template) {
        return new Plan.Notice(id, null, moment, template, List.of("users"), List.of(Plan.Medium.BANNER));
    }
}
