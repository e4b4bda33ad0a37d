package io.tidegate.contracts;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One payload of each type that crosses Kafka. */
public final class PayloadSamples {
    private static final Instant TIME = Instant.parse("2026-12-01T04:00:00Z");
    private static final List<Fact> FACTS = List.of(
            Fact.number("dump-bytes", 734003200, "bytes"),
            Fact.text("snapshot", "00000003-0000001B-1"),
            Fact.time("oldest-transaction", Duration.ofSeconds(3)).within("at most 5 min"));

    private PayloadSamples() {}

    /** By type name, in the order of the vocabulary. */
    public static Map<String, Payload> all() {
        Map<String, Payload> samples = new LinkedHashMap<>();
        commands().forEach(payload -> samples.put(PayloadTypes.nameOf(payload), payload));
        events().forEach(payload -> samples.put(PayloadTypes.nameOf(payload), payload));
        tasks().forEach(payload -> samples.put(PayloadTypes.nameOf(payload), payload));
        reports().forEach(payload -> samples.put(PayloadTypes.nameOf(payload), payload));
        return samples;
    }

    public static List<Work> works() {
        var verify = new Work.Verify(
                List.of(new Work.Verify.Column("a", "size", "character varying(10)", false, "'large'::text")),
                List.of(new Work.Verify.Constraint("a", "check_size", List.of("small", "large"), null)),
                List.of(new Work.Verify.Index("a", "idx_size", List.of("size", "id"))),
                List.of(new Work.Verify.Count("a", -2)),
                List.of(new Work.Verify.Filled("a", "size", "large"), new Work.Verify.Filled("a", "id", null)),
                List.of(new Work.Verify.Rejected("a", Map.of("size", "huge"), "check_size")),
                List.of("a"),
                List.of("a"),
                Map.of("tables", 3),
                List.of(Work.Verify.Sound.INDEXES),
                List.of(new Work.Verify.Answer("sizes", List.of(List.of("large", "3")))));
        return List.of(
                new Work.Preflight(11, 20, 200, Duration.ofMinutes(5), Duration.ofSeconds(10)),
                new Work.Preflight(
                        11,
                        20,
                        200,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1)),
                new Work.Rehearse(2, "flyway", "portion-size", List.of("sizes"), verify),
                new Work.Drain(Duration.ofSeconds(2)),
                new Work.Backup(2),
                new Work.TestRestore(2),
                new Work.SafetyCopy(),
                new Work.Migrate("flyway", "portion-size"),
                verify,
                new Work.SwapBack(),
                new Work.Reopen(),
                new Work.Command("stop-app"),
                new Work.Http("app-health", 200, Map.of("/status", "ok"), 500),
                new Work.CompareStatements(20, 50, 70, 50),
                new Work.Populate("sizes"),
                new Work.Reconcile("prisma", "shop", "rolled-back", "20260101000000_orders"),
                new Work.CloseGate("site"),
                new Work.OpenGate("site"),
                new Work.Offsite("bucket"),
                new Work.RestoreBackup(2, null),
                new Work.RestoreBackup(4, "bucket"),
                new Work.Undo("portion-size-undo"),
                new Work.Manual("qa", List.of("Open a menu", "Print a label")),
                new Work.Thresholds(
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(10),
                        3,
                        6,
                        false,
                        List.of(
                                new Work.Thresholds.Threshold("p95", "ms", 500.0, null, 50.0, 400.0),
                                new Work.Thresholds.Threshold("requests", null, null, 0.5, null, null))));
    }

    private static List<Payload> commands() {
        return List.of(
                new WindowCommand.Schedule("portion-size", TIME, "C0MIGRATION"),
                new WindowCommand.Go(),
                new WindowCommand.NoGo("the replica lags"),
                new WindowCommand.Attest("staging"),
                new WindowCommand.Hold("a phone call"),
                new WindowCommand.Resume(),
                new WindowCommand.Rehearse(),
                new WindowCommand.Extend(Duration.ofMinutes(15), "the index takes longer than rehearsed"),
                new WindowCommand.RollBack("the numbers are wrong", "restore"),
                new WindowCommand.Cancel("not this year"),
                new WindowCommand.Move(TIME, "the replica lags"),
                new WindowCommand.Replan(),
                new WindowCommand.OverrideCriterion("staging", "staging is down, and was fine on Monday"),
                new WindowCommand.Available(false, "a wedding"),
                new WindowCommand.Retry(),
                new WindowCommand.Fix(Duration.ofMinutes(10), "a missing grant"),
                new WindowCommand.GoOn("the index is nearly there"),
                new WindowCommand.Done("look", "all menus open"),
                new WindowCommand.Skip("smoke", "tested by hand"),
                new WindowCommand.Bug(20, false, "labels print twice"),
                new WindowCommand.Acknowledge("person"));
    }

    private static List<Payload> events() {
        Plan plan = Samples.portionSize();
        return List.of(
                new WindowEvent.WindowScheduled(
                        plan,
                        PlanReader.hash(plan),
                        TIME,
                        TIME.plusSeconds(3600),
                        TIME.minusSeconds(900),
                        "C0MIGRATION"),
                new WindowEvent.CommandRefused(
                        "go", "not-an-approver", "Sari holds no role that decides.", "Ask Ratna or Budi."),
                new WindowEvent.NoticeRequested("announce", 1),
                new WindowEvent.NoticeSkipped("reminder-week", "its time had passed when the window was scheduled"),
                new WindowEvent.NoticeDelivered(
                        "announce", 1, "users", Plan.Medium.STATUS_PAGE, 3, 1, 0, "one address does not exist"),
                new WindowEvent.DecisionOpened(TIME),
                new WindowEvent.CriterionAttested("staging", "qa"),
                new WindowEvent.ApprovalGiven(
                        "migration-lead", "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"),
                new WindowEvent.GoDecided(),
                new WindowEvent.WindowPostponed("no decision by the start"),
                new WindowEvent.WindowCancelled("not this year"),
                new WindowEvent.WindowOpened(),
                new WindowEvent.StepRequested("backup", 1, TIME),
                new WindowEvent.StepStarted("backup", 1),
                new WindowEvent.StepProgressed("backup", 1, 40, "dumping"),
                new WindowEvent.StepWarned("migrate", 1, "slower-than-rehearsed", "V2.sql takes 9 s, rehearsed 2 s"),
                new WindowEvent.StepSucceeded("backup", 1, 3700, FACTS),
                new WindowEvent.StepFailed("verify", 2, "expectation", "idx_portion_size is not valid", FACTS),
                new WindowEvent.StepSkipped("swap-back", "what it undoes was never begun"),
                new WindowEvent.WindowHeld("a phone call"),
                new WindowEvent.WindowResumed(),
                new WindowEvent.StatusReported("in progress", "Back up the database, 40 %.", "Run the migration."),
                new WindowEvent.WindowOverran(TIME),
                new WindowEvent.WindowExtended(TIME, "the index takes longer than rehearsed"),
                new WindowEvent.PersonNeeded("the rollback failed", List.of("resume", "rollback")),
                new WindowEvent.RollbackStarted("the verification failed", "swap-back"),
                new WindowEvent.WindowReopened(TIME, 42000),
                new WindowEvent.WindowCompleted(),
                new WindowEvent.WindowRolledBack(9500),
                new WindowEvent.AgentWentSilent("sppg", TIME),
                new WindowEvent.AgentCameBack("sppg"),
                new WindowEvent.HeadSigned(
                        7,
                        "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8",
                        "21fe31dfa154a261",
                        "A".repeat(86) + "=="),
                new WindowEvent.WindowMoved(TIME, TIME.plusSeconds(3600), TIME.minusSeconds(900), "the replica lags"),
                new WindowEvent.ScheduleWarned("clock-change-in-window", "Clocks go back in the window."),
                new WindowEvent.PlanDiffers(PlanReader.hash(plan)),
                new WindowEvent.PlanChanged(plan, PlanReader.hash(plan)),
                new WindowEvent.ApprovalsVoided("they were given to an earlier rehearsal"),
                new WindowEvent.CriterionOverridden("staging", "cto", "staging is down, and was fine on Monday"),
                new WindowEvent.MeasurementExpired("rehearsal"),
                new WindowEvent.AvailabilityAsked("qa", "U0SARI"),
                new WindowEvent.AvailabilityAnswered("qa", false, "a wedding"),
                new WindowEvent.FixStarted(TIME, true, "the verification failed"),
                new WindowEvent.FixRanOut(),
                new WindowEvent.OverrunForecast(TIME, TIME.minusSeconds(300)),
                new WindowEvent.MilestoneMissed("migrate", TIME, TIME.plusSeconds(600)),
                new WindowEvent.NoReturnPassed(TIME),
                new WindowEvent.ProposalMade("it takes longer", List.of("extend", "rollback", "go-on")),
                new WindowEvent.ProposalDeclined("the index is nearly there"),
                new WindowEvent.BugReported(20, false, "labels print twice"),
                new WindowEvent.WindowStalled("migrate", TIME, List.of("hold", "rollback")),
                new WindowEvent.Escalated(
                        "person",
                        1,
                        List.of("tech-lead"),
                        List.of(Plan.Reach.CHAT, Plan.Reach.WEBHOOK),
                        "a step has failed"),
                new WindowEvent.EscalationAcknowledged("person"),
                new WindowEvent.EscalationDelivered("person", 1, Plan.Reach.WEBHOOK, 1, 0, ""),
                new WindowEvent.StatusMissed(TIME, 45000),
                new WindowEvent.FollowUpDue("hour"),
                new WindowEvent.FollowUpDone("hour", "devops", "error rate 0.1 %"),
                new WindowEvent.WindowClosed());
    }

    private static List<Payload> tasks() {
        return List.of(
                new Task.RunStep(
                        "portion-size",
                        "sppg",
                        "backup",
                        1,
                        TIME,
                        new Work.Backup(2),
                        new Task.RunStep.Opening(TIME, ZoneId.of("Asia/Jakarta"))),
                new Task.CancelStep("sppg", "backup", 1, "the window is rolled back"));
    }

    private static List<Payload> reports() {
        return List.of(
                new Report.StepStarted("backup", 1),
                new Report.StepProgressed("backup", 1, null, "dumping"),
                new Report.StepWarned("migrate", 1, "slower-than-rehearsed", "V2.sql takes 9 s, rehearsed 2 s"),
                new Report.StepSucceeded("backup", 1, 3700, FACTS),
                new Report.StepFailed("backup", 1, "interrupted", "the agent was restarted", List.of()),
                new Report.AgentBeat("sppg", "0.1.0", List.of("w/backup/1")),
                new Report.NoticeDelivered("announce", 1, "users", Plan.Medium.EMAIL, 3, 0, 1, "one is in doubt"),
                new Report.EscalationDelivered("person", 1, Plan.Reach.WHATSAPP, 1, 1, "one number is not known"));
    }
}
