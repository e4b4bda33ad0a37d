package io.tidegate.contracts.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * One line for the channel, in the form of the runbooks: {@code [time] [status] [action] [next]}.
 *
 * @param mark one character that can be told apart at a glance
 * @param status the window's status in words
 * @param action what has just happened or is being done, a sentence
 * @param next what comes next and whose turn it is, a sentence
 */
public record StatusLine(Instant time, Mark mark, String status, String action, String next) {

    /** How a line looks at a glance. */
    public enum Mark {
        DONE("✓"),
        AT_WORK("▸"),
        WAITING("…"),
        WARNING("⚠"),
        FAILED("✗");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** The code of an attempt that somebody's decision has ended. */
    private static final String CANCELLED = "cancelled";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /**
     * {@code 05:15 ✓ in progress · Migration done in 12 s. Next: verify.} in the plan's zone. Of a wave it names the
     * target, because its windows share a channel: {@code 05:15 ✓ North, in progress · …}.
     */
    public String text(Window window) {
        Plan plan = window.plan();
        String where = window.wave() == null ? "" : plan.targetInWords() + ", ";
        return CLOCK.format(time.atZone(plan.window().zone())) + " " + mark.sign() + " " + where + status + " · "
                + action + " Next: " + next;
    }

    /** Where the window stands. */
    public static StatusLine of(Window window, Instant now) {
        Mark mark =
                switch (window.status()) {
                    case SCHEDULED, DECIDING -> Mark.WAITING;
                    case IN_PROGRESS, WATCHING ->
                        window.held() || window.overran() || window.silentSince() != null ? Mark.WARNING : Mark.AT_WORK;
                    case ROLLING_BACK -> Mark.WARNING;
                    case COMPLETED -> Mark.DONE;
                    case ROLLED_BACK, POSTPONED, CANCELLED -> Mark.WARNING;
                    case NEEDS_PERSON -> Mark.FAILED;
                };
        return new StatusLine(now, mark, words(window.status()), doing(window, now), next(window));
    }

    /** What is done at this moment, without the forecast, for who shows that beside it. */
    public static String doingNow(Window window, Instant now) {
        return window.status() == Status.IN_PROGRESS && !window.held() ? working(window, now) : doing(window, now);
    }

    /** The line that an event is worth, if it is worth one; {@code window} is the state after it. */
    public static Optional<StatusLine> after(LoggedEvent logged, Window window) {
        return switch (logged.event()) {
            case WindowEvent.WindowScheduled event ->
                line(
                        logged,
                        window,
                        Mark.DONE,
                        window.plan().title() + " is scheduled for "
                                + local(window, window.startsAt(), "EEE d MMM yyyy HH:mm z") + ".");
            case WindowEvent.CommandRefused event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        logged.actor().label() + " asked for " + event.command() + ", refused: "
                                + (sentence(event.reason()) + " " + event.mend()).strip());
            case WindowEvent.NoticeRequested event -> Optional.empty();
            case WindowEvent.NoticeSkipped event -> Optional.empty();
            case WindowEvent.NoticeDelivered event ->
                event.failed() + event.uncertain() == 0
                        ? Optional.empty()
                        : line(
                                logged,
                                window,
                                Mark.WARNING,
                                "Notice " + event.notice() + " to " + event.audience() + ": " + event.failed()
                                        + " failed, " + event.uncertain() + " in doubt. " + event.detail());
            case WindowEvent.DecisionOpened event -> line(logged, window, Mark.WAITING, "The decision is open.");
            case WindowEvent.CriterionAttested event ->
                line(
                        logged,
                        window,
                        Mark.DONE,
                        logged.actor().label() + " (" + event.role() + ") attests: "
                                + criterion(window, event.criterion()) + ".");
            case WindowEvent.ApprovalGiven event ->
                line(logged, window, Mark.DONE, logged.actor().label() + " (" + event.role() + ") says go.");
            case WindowEvent.GoDecided event -> line(logged, window, Mark.DONE, "It is a go.");
            case WindowEvent.WindowPostponed event ->
                line(logged, window, Mark.WARNING, "Postponed: " + sentence(event.reason()));
            case WindowEvent.WindowCancelled event ->
                line(logged, window, Mark.WARNING, "Cancelled: " + sentence(event.reason()));
            case WindowEvent.WindowOpened event -> line(logged, window, Mark.AT_WORK, "The window is open.");
            case WindowEvent.StepRequested event -> Optional.empty();
            case WindowEvent.StepStarted event ->
                line(logged, window, Mark.AT_WORK, title(window, event.step()) + again(event.attempt()) + ".");
            case WindowEvent.StepProgressed event -> Optional.empty();
            case WindowEvent.StepWarned event ->
                line(logged, window, Mark.WARNING, title(window, event.step()) + ": " + sentence(event.text()));
            case WindowEvent.StepSucceeded event ->
                line(
                        logged,
                        window,
                        Mark.DONE,
                        title(window, event.step()) + ": done in " + took(event.durationMs()) + ".");
            // Whoever ended it says so by what comes next.
            case WindowEvent.StepFailed event when event.code().equals(CANCELLED) -> Optional.empty();
            case WindowEvent.StepFailed event ->
                Optional.of(new StatusLine(
                        logged.time(),
                        Mark.FAILED,
                        words(window.status()),
                        title(window, event.step()) + " failed: " + sentence(event.reason()),
                        afterFailure(window, event.step())));
            case WindowEvent.StepSkipped event ->
                line(
                        logged,
                        window,
                        Mark.DONE,
                        title(window, event.step()) + " is left out: " + sentence(event.reason()));
            case WindowEvent.WindowHeld event ->
                line(logged, window, Mark.WARNING, logged.actor().label() + " holds: " + sentence(event.reason()));
            case WindowEvent.WindowResumed event ->
                line(
                        logged,
                        window,
                        Mark.AT_WORK,
                        logged.actor().kind() == Actor.Kind.PERSON
                                ? logged.actor().label() + " resumes."
                                : "The time to mend it is over, and the window goes on.");
            case WindowEvent.StatusReported event ->
                Optional.of(new StatusLine(
                        logged.time(), of(window, logged.time()).mark(), event.status(), event.doing(), event.next()));
            case WindowEvent.WindowOverran event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "The planned end, " + local(window, event.plannedEnd(), "HH:mm") + ", has passed.");
            case WindowEvent.WindowExtended event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        logged.actor().label() + " extends the window to " + local(window, event.endsAt(), "HH:mm")
                                + ": " + sentence(event.reason()));
            case WindowEvent.PersonNeeded event ->
                line(logged, window, Mark.FAILED, "A person is needed: " + sentence(event.reason()));
            case WindowEvent.RollbackStarted event ->
                line(logged, window, Mark.WARNING, "Rolling back: " + sentence(event.reason()));
            case WindowEvent.WindowReopened event ->
                line(
                        logged,
                        window,
                        Mark.DONE,
                        "The application is open again after " + took(event.downtimeMs()) + " of downtime.");
            case WindowEvent.WindowCompleted event -> line(logged, window, Mark.DONE, "The window is complete.");
            case WindowEvent.WindowRolledBack event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "Everything is as it was before the window, after " + took(event.downtimeMs())
                                + " of downtime.");
            case WindowEvent.AgentWentSilent event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "The db-agent of " + event.target() + " has not been heard since "
                                + local(window, event.lastHeard(), "HH:mm:ss") + ".");
            case WindowEvent.AgentCameBack event ->
                line(logged, window, Mark.DONE, "The db-agent of " + event.target() + " is back.");
            case WindowEvent.HeadSigned event -> Optional.empty();
            case WindowEvent.OfPreparation event -> PreparationLine.of(logged, window, event);
            case WindowEvent.OfTrouble event -> TroubleLine.of(logged, window, event);
            case WindowEvent.OfAftermath event -> AftermathLine.of(logged, window, event);
        };
    }

    static Optional<StatusLine> line(LoggedEvent logged, Window window, Mark mark, String action) {
        return Optional.of(new StatusLine(logged.time(), mark, words(window.status()), action, next(window)));
    }

    /** The status in words: {@code in progress}. */
    public static String words(Status status) {
        return status == Status.NEEDS_PERSON ? "needs a person" : status.label().replace('-', ' ');
    }

    private static String doing(Window window, Instant now) {
        if (window.held()) {
            return "Held: " + sentence(window.heldReason() == null ? "no reason given" : window.heldReason());
        }
        return switch (window.status()) {
            case SCHEDULED -> window.plan().title() + " waits for its decision point.";
            case DECIDING ->
                window.went()
                        ? "It is a go; the window opens at " + local(window, window.startsAt(), "HH:mm:ss") + "."
                        : "Go or no-go is being decided.";
            case IN_PROGRESS -> working(window, now) + outlook(window, now);
            case ROLLING_BACK -> working(window, now);
            case WATCHING ->
                "The application is open and watched until " + local(window, watchUntil(window), "HH:mm") + ".";
            case COMPLETED -> "The window is complete.";
            case POSTPONED, CANCELLED, ROLLED_BACK -> trouble(window);
            case NEEDS_PERSON -> trouble(window) + countdown(window, now);
        };
    }

    private static String trouble(Window window) {
        return window.trouble() == null ? "No reason was given." : capital(sentence(window.trouble()));
    }

    private static String working(Window window, Instant now) {
        return window.stepAtWork().map(step -> atWork(window, step, now)).orElse("Between two steps.");
    }

    /** When it will be open again, and until when a rollback still ends inside the window. */
    private static String outlook(Window window, Instant now) {
        Forecast forecast = Forecast.of(window, now);
        Instant last = forecast.pointOfNoReturn();
        String back = last.isAfter(now)
                ? "; point of no return " + local(window, last, "HH:mm") + ", in "
                        + roughly(Duration.between(now, last)) + "."
                : "; the point of no return, " + local(window, last, "HH:mm") + ", has passed.";
        return " Open again about " + local(window, forecast.end(), "HH:mm") + back;
    }

    private static String roughly(Duration time) {
        return time.toMinutes() < 2 ? took(time.toMillis()) : time.toMinutes() + " min";
    }

    /** How much of the time to mend is left. */
    private static String countdown(Window window, Instant now) {
        Window.Fix fix = window.fix();
        if (fix == null) {
            return "";
        }
        Duration left = Duration.between(now, fix.until());
        return " Time to mend it until " + local(window, fix.until(), "HH:mm:ss")
                + (left.isPositive() ? ", " + took(left.toMillis()) + " left" : "")
                + (fix.thenRollBack() ? afterwards(window) : "") + ".";
    }

    /** What comes when the time to mend is over. */
    static String afterwards(Window window) {
        return window.nextStep(Phase.CLOSE, Phase.REOPEN)
                .filter(step -> step.progress() == StepState.Progress.FAILED)
                .flatMap(step -> window.plan().insteadOf(step.id()))
                .map(step -> "; then '" + step.title() + "' takes its place")
                .orElse("; then it is rolled back");
    }

    private static Instant watchUntil(Window window) {
        return window.watchUntil() == null ? window.endsAt() : window.watchUntil();
    }

    /** What a failed step leads to, which the event after this one says too. */
    private static String afterFailure(Window window, String step) {
        Plan.Step failed = window.plan().step(step).orElseThrow();
        return switch (window.status()) {
            case IN_PROGRESS -> consequence(window, failed);
            case WATCHING, ROLLING_BACK -> "a team member decides.";
            case SCHEDULED, DECIDING, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK, NEEDS_PERSON -> next(window);
        };
    }

    private static String consequence(Window window, Plan.Step failed) {
        Plan plan = window.plan();
        if (window.held() || plan.fixOf(failed).isPresent() || plan.onFailureOf(failed) == Plan.OnFailure.ASK) {
            return "a team member decides.";
        }
        return plan.insteadOf(failed.id())
                .map(step -> step.title() + ", in its place.")
                .orElse("rolling back.");
    }

    private static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String atWork(Window window, StepState step, Instant now) {
        StringBuilder text = new StringBuilder(title(window, step.id()));
        if (step.percent() != null) {
            text.append(", ").append(step.percent()).append(" %");
        }
        if (step.doing() != null) {
            text.append(" (").append(step.doing()).append(")");
        }
        Instant since = step.startedAt() == null ? step.requestedAt() : step.startedAt();
        if (since != null) {
            text.append(", for ").append(took(Math.max(0, now.toEpochMilli() - since.toEpochMilli())));
        }
        Instant silent = window.silentSince();
        if (silent != null) {
            text.append("; the db-agent has not been heard since ").append(local(window, silent, "HH:mm:ss"));
        }
        return text.append('.').toString();
    }

    /** What comes next and whose turn it is. */
    public static String next(Window window) {
        if (window.held()) {
            return "a team member resumes or rolls back.";
        }
        return switch (window.status()) {
            case SCHEDULED -> "decision on " + local(window, window.decisionAt(), "EEE d MMM 'at' HH:mm") + ".";
            case DECIDING -> window.went() ? "the window opens." : waitingFor(window);
            case IN_PROGRESS -> stepAfter(window, Phase.CLOSE, Phase.REOPEN, "the application is watched.");
            case WATCHING ->
                "completed at " + local(window, watchUntil(window), "HH:mm") + ", unless a team member rolls back.";
            case ROLLING_BACK -> stepAfter(window, Phase.ROLLBACK, Phase.ROLLBACK, "everything as it was.");
            case COMPLETED -> "the report, with /migration report.";
            case ROLLED_BACK -> "find the cause; the failed database is kept for that.";
            case POSTPONED -> "a new date, with /migration postpone.";
            case CANCELLED -> "nothing.";
            case NEEDS_PERSON -> "a team member tries the step again, takes time to mend it, or rolls back.";
        };
    }

    /** The step after the one at work; the first one to come where none is at work. */
    private static String stepAfter(Window window, Phase first, Phase last, String orElse) {
        return window.steps().stream()
                .filter(step -> !step.isSettled() && !step.isAtWork() && !isForAnother(window, step))
                .filter(step -> {
                    Phase phase = window.plan().step(step.id()).orElseThrow().phase();
                    return phase.compareTo(first) >= 0 && phase.compareTo(last) <= 0;
                })
                .map(step -> title(window, step.id()) + ".")
                .findFirst()
                .orElse(orElse);
    }

    /** It would take the place of a step, and that one has not failed. */
    private static boolean isForAnother(Window window, StepState step) {
        String other = window.plan().step(step.id()).map(Plan.Step::ifFailed).orElse(null);
        return other != null
                && window.step(other)
                        .filter(state -> state.progress() == StepState.Progress.FAILED)
                        .isEmpty();
    }

    private static String waitingFor(Window window) {
        var criteria =
                window.missingCriteria().stream().map(Plan.Criterion::title).toList();
        var approvals = window.missingApprovals();
        if (criteria.isEmpty() && approvals.isEmpty()) {
            return "the window opens.";
        }
        String who = approvals.isEmpty() ? "" : "go from " + String.join(" and ", approvals);
        String what = criteria.isEmpty() ? "" : "criteria: " + String.join("; ", criteria);
        String both = who.isEmpty() || what.isEmpty() ? who + what : who + "; " + what;
        return both + ", by " + local(window, window.startsAt(), "HH:mm:ss") + ".";
    }

    static String criterion(Window window, String id) {
        return window.plan().criteria().stream()
                .filter(criterion -> criterion.id().equals(id))
                .map(Plan.Criterion::title)
                .findFirst()
                .orElse(id);
    }

    static String title(Window window, String step) {
        return window.plan().step(step).map(Plan.Step::title).orElse(step);
    }

    private static String again(int attempt) {
        return attempt == 1 ? "" : ", attempt " + attempt;
    }

    /** {@code 0.8 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 1 min}. */
    public static String took(long millis) {
        if (millis < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    static String sentence(String text) {
        String trimmed = text.strip();
        return trimmed.endsWith(".") || trimmed.endsWith("!") || trimmed.endsWith("?") ? trimmed : trimmed + ".";
    }

    static String local(Window window, Instant time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .format(time.atZone(window.plan().window().zone()));
    }
}
