package io.tidegate.cli.simulation;

import io.tidegate.cli.simulation.Happening.Mark;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.WorkInWords;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.notice.LocalTimes;
import io.tidegate.orchestrator.window.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what happens in a play to people, in the order in which it happens. */
final class Teller {
    private final Cast cast;
    private final Notices notices;
    private final List<Happening> told = new ArrayList<>();
    /** Steps at work, by id: where they stand among what was told. */
    private final Map<String, Integer> atWork = new HashMap<>();

    private final Asking asking;
    private int statusLines;

    Teller(Cast cast, Notices notices) {
        this.cast = cast;
        asking = new Asking(cast);
        this.notices = notices;
    }

    List<Happening> told() {
        return told;
    }

    int statusLines() {
        return statusLines;
    }

    void tell(Play.Scene scene) {
        if (scene.decision() instanceof Decision.Rejected rejected) {
            turn(
                    scene.at(),
                    Mark.TROUBLE,
                    scene.actor().label() + " asks for " + rejected.command().label() + " and is refused: "
                            + rejected.refusal().sentence() + " "
                            + rejected.refusal().mend());
        }
        for (Play.Entry entry : scene.entries()) {
            if (entry.after() instanceof Window window) {
                tell(entry.event(), window);
            }
        }
        if (!scene.entries().isEmpty() && scene.entries().getLast().after() instanceof Window window) {
            told.addAll(asking.news(window, scene.at()));
        }
    }

    private void tell(LoggedEvent logged, Window window) {
        Instant at = logged.time();
        switch (logged.event()) {
            case WindowEvent.WindowScheduled event ->
                turn(at, Mark.SCHEDULED, logged.actor().label() + " schedules the window.");
            case WindowEvent.NoticeRequested event -> told.addAll(notices.of(window, event.notice(), at));
            case WindowEvent.NoticeSkipped event ->
                turn(at, Mark.NOTE, "The notice '" + event.notice() + "' is left out: " + event.reason() + ".");
            case WindowEvent.DecisionOpened event ->
                turn(at, Mark.DECISION, "The decision opens. The agent measures, people say what only they know.");
            case WindowEvent.CriterionAttested event ->
                answer(logged, "attests as " + event.role() + ": " + criterion(event.criterion()) + ".");
            case WindowEvent.ApprovalGiven event -> answer(logged, "says go as " + event.role() + ".");
            case WindowEvent.GoDecided event ->
                turn(at, Mark.GO, "It is a go: every criterion is met, every approver has said so.");
            case WindowEvent.WindowOpened event -> turn(at, Mark.OPENS, "The window opens.");
            case WindowEvent.StepRequested event -> begins(event, window, at);
            case WindowEvent.StepSucceeded event -> ends(event.step(), at, "");
            case WindowEvent.StepFailed event -> ends(event.step(), at, "failed: " + event.reason());
            case WindowEvent.StepSkipped event ->
                turn(at, Mark.NOTE, "'" + title(event.step()) + "' is not needed: " + event.reason() + ".");
            case WindowEvent.StatusReported event -> status(event, at);
            case WindowEvent.WindowReopened event -> reopened(event.downtimeMs(), at);
            case WindowEvent.WindowOverran event ->
                turn(at, Mark.TROUBLE, "The planned end passes, and the work goes on.");
            case WindowEvent.PersonNeeded event -> {} // Whoever is asked is told as such.
            case WindowEvent.RollbackStarted event ->
                turn(at, Mark.TROUBLE, "The rollback begins: " + event.reason() + ".");
            case WindowEvent.WindowRolledBack event ->
                turn(
                        at,
                        Mark.TROUBLE,
                        "Everything is as it was before, after " + words(event.downtimeMs()) + " of downtime.");
            case WindowEvent.WindowPostponed event ->
                turn(at, Mark.TROUBLE, "The window is postponed: " + event.reason() + ".");
            case WindowEvent.WindowCancelled event ->
                turn(at, Mark.TROUBLE, "The window is cancelled: " + event.reason() + ".");
            case WindowEvent.WindowCompleted event ->
                turn(at, Mark.COMPLETED, "The watch ends and the window is complete.");
            case WindowEvent.CommandRefused event -> line(logged, window);
            case WindowEvent.WindowHeld event -> line(logged, window);
            case WindowEvent.WindowResumed event -> line(logged, window);
            case WindowEvent.WindowExtended event -> line(logged, window);
            case WindowEvent.AgentWentSilent event -> line(logged, window);
            case WindowEvent.AgentCameBack event -> line(logged, window);
            case WindowEvent.StepWarned event -> line(logged, window);
            case WindowEvent.NoticeDelivered event -> line(logged, window);
            case WindowEvent.OfPreparation event -> prepares(event, logged, window);
            case WindowEvent.OfTrouble event -> trouble(event, logged, window);
            case WindowEvent.OfAftermath event -> looksAfter(event, logged, window);
            case WindowEvent.StepStarted event -> {} // The step is told from the moment it is handed out.
            case WindowEvent.StepProgressed event -> {} // An imaginary agent is never half-way.
            case WindowEvent.HeadSigned event -> {} // Concerns the log and nobody in the channel.
        }
    }

    /** What the channel reads, for what needs no words of its own here. */
    private void line(LoggedEvent logged, Window window) {
        StatusLine.after(logged, window).ifPresent(line -> turn(logged.time(), Mark.NOTE, line.action()));
    }

    private void prepares(WindowEvent.OfPreparation prepares, LoggedEvent logged, Window window) {
        switch (prepares) {
            case WindowEvent.AvailabilityAsked event -> {} // Whoever is asked is told as such.
            case WindowEvent.AvailabilityAnswered event ->
                answer(
                        logged,
                        (event.available() ? "will be there as " : "will not be there as ") + event.role() + ".");
            case WindowEvent.WindowMoved event -> line(logged, window);
            case WindowEvent.ScheduleWarned event -> line(logged, window);
            case WindowEvent.PlanDiffers event -> line(logged, window);
            case WindowEvent.PlanChanged event -> line(logged, window);
            case WindowEvent.ApprovalsVoided event -> line(logged, window);
            case WindowEvent.CriterionOverridden event -> line(logged, window);
            case WindowEvent.MeasurementExpired event -> line(logged, window);
        }
    }

    private void trouble(WindowEvent.OfTrouble trouble, LoggedEvent logged, Window window) {
        switch (trouble) {
            case WindowEvent.ProposalMade event -> {} // As above.
            case WindowEvent.ProposalDeclined event -> answer(logged, "says: " + event.reason() + ".");
            case WindowEvent.EscalationAcknowledged event -> answer(logged, "takes care of it.");
            case WindowEvent.EscalationDelivered event -> {} // An imaginary notifier reaches everybody.
            case WindowEvent.Escalated event -> calls(event, logged.time());
            case WindowEvent.FixStarted event -> alarm(logged, window);
            case WindowEvent.FixRanOut event -> alarm(logged, window);
            case WindowEvent.OverrunForecast event -> alarm(logged, window);
            case WindowEvent.MilestoneMissed event -> alarm(logged, window);
            case WindowEvent.NoReturnPassed event -> alarm(logged, window);
            case WindowEvent.BugReported event -> alarm(logged, window);
            case WindowEvent.WindowStalled event -> alarm(logged, window);
            case WindowEvent.StatusMissed event -> alarm(logged, window);
        }
    }

    private void looksAfter(WindowEvent.OfAftermath after, LoggedEvent logged, Window window) {
        switch (after) {
            case WindowEvent.FollowUpDue event -> {} // As above.
            case WindowEvent.FollowUpDone event ->
                answer(
                        logged,
                        "says as " + event.role() + " that it is done: "
                                + cast.plan()
                                        .followUp(event.followUp())
                                        .map(Plan.FollowUp::title)
                                        .orElse(event.followUp())
                                + ".");
            case WindowEvent.WindowClosed event -> line(logged, window);
        }
    }

    private void answer(LoggedEvent logged, String what) {
        told.add(new Happening.Answer(logged.time(), logged.actor().label(), what));
    }

    private void calls(WindowEvent.Escalated event, Instant at) {
        List<String> people = event.roles().stream()
                .flatMap(role -> cast.holders(role).stream())
                .map(Plan.Member::name)
                .distinct()
                .toList();
        told.add(new Happening.Call(at, event.level(), event.roles(), people, event.channels(), event.text()));
    }

    private void alarm(LoggedEvent logged, Window window) {
        StatusLine.after(logged, window).ifPresent(line -> turn(logged.time(), Mark.TROUBLE, line.action()));
    }

    private void begins(WindowEvent.StepRequested event, Window window, Instant at) {
        if (at.equals(window.closedAt()) && atWork.isEmpty() && event.attempt() == 1 && !isToldClosed()) {
            turn(at, Mark.APPLICATION_CLOSES, "The application closes.");
        }
        Plan.Step step = cast.plan().step(event.step()).orElseThrow();
        atWork.put(step.id(), told.size());
        told.add(new Happening.Step(
                at,
                step.id(),
                step.title(),
                WorkInWords.of(step.run()).does(),
                step.phase(),
                Duration.ZERO,
                cast.times().of(step).source(),
                ""));
    }

    private boolean isToldClosed() {
        return told.stream()
                .anyMatch(happening ->
                        happening instanceof Happening.Turn turn && turn.mark() == Mark.APPLICATION_CLOSES);
    }

    private void ends(String id, Instant at, String outcome) {
        Integer place = atWork.remove(id);
        if (place != null && told.get(place) instanceof Happening.Step begun) {
            told.set(
                    place,
                    new Happening.Step(
                            begun.at(),
                            begun.id(),
                            begun.title(),
                            begun.does(),
                            begun.phase(),
                            Duration.between(begun.at(), at),
                            begun.source(),
                            outcome));
        }
    }

    private void reopened(long downtimeMs, Instant at) {
        Duration announced = cast.plan().window().downtime();
        turn(
                at,
                Mark.APPLICATION_OPENS,
                downtimeMs == 0
                        ? "The work is done; the application was open all the time."
                        : "The application is open again after " + words(downtimeMs) + "; announced: "
                                + Times.announced(announced) + ".");
    }

    private void status(WindowEvent.StatusReported event, Instant at) {
        statusLines++;
        Duration every = cast.plan().statusEvery();
        if (!told.isEmpty() && told.getLast() instanceof Happening.Status run) {
            told.set(told.size() - 1, new Happening.Status(run.at(), at, run.every(), run.count() + 1, run.first()));
        } else {
            told.add(new Happening.Status(at, at, every, 1, event.doing()));
        }
    }

    void turn(Instant at, Mark mark, String text) {
        told.add(new Happening.Turn(at, mark, text));
    }

    private String title(String step) {
        return cast.plan().step(step).map(Plan.Step::title).orElse(step);
    }

    private String criterion(String id) {
        return cast.plan().criteria().stream()
                .filter(criterion -> criterion.id().equals(id))
                .map(Plan.Criterion::title)
                .findFirst()
                .orElse(id);
    }

    private static String words(long millis) {
        return LocalTimes.duration(Duration.ofMillis(millis));
    }
}
