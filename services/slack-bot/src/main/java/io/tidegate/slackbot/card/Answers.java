package io.tidegate.slackbot.card;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Rung;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Turn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The buttons that answer a question, and what each says that it will do. */
final class Answers {
    private static final int TITLE = 60;

    /** Of what a modal says; Slack takes 3,000 characters in all. */
    private static final int WHY = 500;

    private final Window window;

    Answers(Window window) {
        this.window = window;
    }

    /** None where the plan, or the moment, has no such answer. */
    List<Button> to(Question question, Press press) {
        return switch (press) {
            case AVAILABLE ->
                List.of(new Button(
                        press,
                        "",
                        "I will be there",
                        "primary",
                        "You will be there, from the decision to the end, in every role in which you are asked."));
            case UNAVAILABLE -> List.of(unavailable());
            case GO ->
                List.of(new Button(
                        press, "", "Go", "primary", "You say go, in your role. It goes into the log with your name."));
            case NO_GO -> List.of(noGo());
            case ATTEST ->
                window.plan().criterion(question.subject()).stream()
                        .map(criterion -> attest(criterion.id(), criterion.title()))
                        .toList();
            case HOLD -> List.of(hold());
            case RESUME -> List.of(resume());
            case RETRY -> List.of(retry("Try again"));
            case FIX -> window.fix() == null ? List.of(fix()) : List.of();
            case SKIP -> stepOf(question).flatMap(Answers::skip).stream().toList();
            case ROLLBACK -> question.id().equals(Question.PERSON) ? waysBack() : List.of(rollBack());
            case EXTEND -> List.of(extend());
            case GO_ON -> List.of(goOn());
            case DONE -> List.of(done(question));
            case ACKNOWLEDGE -> List.of(takeCare(question));
        };
    }

    /**
     * What was pressed, as it is now; empty where it is not there any more.
     *
     * @param press of those that ask why
     * @param name of what it is about; empty for the window as a whole
     */
    Optional<Button> to(Press press, String name) {
        return switch (press) {
            case UNAVAILABLE -> Optional.of(unavailable());
            case NO_GO -> Optional.of(noGo());
            case HOLD -> Optional.of(hold());
            case FIX -> Optional.of(fix());
            case SKIP ->
                window.step(name)
                        .filter(step -> !step.isSettled())
                        .flatMap(step -> window.plan().step(name))
                        .flatMap(Answers::skip);
            case ROLLBACK ->
                name.isEmpty()
                        ? Optional.of(rollBack())
                        : Rung.of(window).stream()
                                .filter(rung -> rung.step().equals(name))
                                .map(Answers::rollBack)
                                .findFirst();
            case EXTEND -> Optional.of(extend());
            case GO_ON -> Optional.of(goOn());
            case AVAILABLE, GO, ATTEST, RESUME, RETRY, DONE, ACKNOWLEDGE ->
                throw new IllegalArgumentException(press + " asks nothing");
        };
    }

    private static Button unavailable() {
        return new Button(Press.UNAVAILABLE, "", "I cannot", null, "Whoever stands in for you is asked instead.");
    }

    private Button goOn() {
        Window.Proposal proposal = window.proposal();
        return new Button(
                Press.GO_ON,
                "",
                "Let it go on",
                null,
                (proposal == null ? "" : Mrkdwn.escape(Mrkdwn.atMost(WHY, proposal.reason())) + "\n")
                        + "What is proposed is put aside and the window goes on as it does.");
    }

    Button noGo() {
        return new Button(
                Press.NO_GO,
                "",
                "No-go",
                "danger",
                "The window is *postponed* and stakeholders are told. To give it a new date at once, use "
                        + command("postpone <when> <reason>") + " instead.");
    }

    Button hold() {
        return new Button(
                Press.HOLD, "", "Hold", null, "The running step ends; no further one is started until you resume.");
    }

    Button resume() {
        return new Button(Press.RESUME, "", "Resume", "primary", "Steps go on.");
    }

    Button retry(String label) {
        String what = failed().map(step -> quoted(step.title())).orElse("The failed step");
        return new Button(Press.RETRY, "", label, "primary", what + " is tried once more.");
    }

    /** In the plan's order of ways. */
    Button rollBack() {
        String way = Rung.of(window).stream()
                .findFirst()
                .map(rung -> " First way: " + way(rung))
                .orElse(" Everything written since is set aside.");
        return new Button(
                Press.ROLLBACK,
                "",
                "Roll back",
                "danger",
                "The database goes back to what it was before the window." + way);
    }

    Button takeCare(Question question) {
        return new Button(
                Press.ACKNOWLEDGE,
                question.id(),
                "I take care of it",
                null,
                "Nobody further is called for: " + Mrkdwn.escape(Mrkdwn.atMost(150, question.text()))
                        + " It goes into the log with your name.");
    }

    /** One button for each; where there is no choice, the one without a name. */
    private List<Button> waysBack() {
        List<Rung> rungs = Rung.of(window);
        return rungs.size() < 2
                ? List.of(rollBack())
                : rungs.stream().map(Answers::rollBack).toList();
    }

    private static Button rollBack(Rung rung) {
        return new Button(
                Press.ROLLBACK,
                rung.step(),
                "Roll back: " + Mrkdwn.atMost(TITLE - 20, rung.title()) + ", "
                        + StatusLine.took(rung.takes().toMillis()),
                "danger",
                "The database goes back to what it was before the window. " + way(rung));
    }

    private static String way(Rung rung) {
        return quoted(rung.title()) + ", about " + StatusLine.took(rung.takes().toMillis()) + ". *Lost:* "
                + Mrkdwn.escape(rung.loss());
    }

    static Button attest(String criterion, String title) {
        return new Button(
                Press.ATTEST,
                criterion,
                "Attest: " + title,
                null,
                "You vouch for it, in your role: " + Mrkdwn.escape(Mrkdwn.atMost(100, title)));
    }

    private Button fix() {
        String trouble = window.trouble();
        return new Button(
                Press.FIX,
                "",
                "Take time to mend",
                null,
                (trouble == null ? "" : Mrkdwn.escape(Mrkdwn.atMost(WHY, trouble)) + "\n")
                        + "A countdown begins that the channel sees; when you have mended it, try again.");
    }

    private Button extend() {
        return new Button(
                Press.EXTEND,
                "",
                "Extend",
                "primary",
                "The planned end, now "
                        + Mrkdwn.clock(window.endsAt(), window.plan().window().zone())
                        + ", moves, and the point of no return with it; stakeholders are told as the plan says.");
    }

    private Button done(Question question) {
        boolean only = Question.of(window).stream()
                        .filter(other -> other.choices().contains("done"))
                        .count()
                == 1;
        return new Button(
                Press.DONE,
                question.subject(),
                only ? "Done" : "Done: " + question.text(),
                "primary",
                "You say that it is done, in your role: " + Mrkdwn.escape(Mrkdwn.atMost(100, question.text()))
                        + "\nTo note what you found, use " + command("done " + question.subject() + " <note>"));
    }

    /** Where the plan lets somebody leave the step out. */
    private static Optional<Button> skip(Plan.Step step) {
        return step.maySkip().isEmpty()
                ? Optional.empty()
                : Optional.of(new Button(
                        Press.SKIP,
                        step.id(),
                        "Leave out",
                        null,
                        quoted(step.title()) + " is left out for good, by leave of "
                                + Mrkdwn.escape(String.join(" or ", step.maySkip())) + "."));
    }

    private Optional<Plan.Step> stepOf(Question question) {
        return question.id().equals(Question.PERSON) ? failed() : window.plan().step(question.subject());
    }

    private Optional<Plan.Step> failed() {
        return window.steps().stream()
                .filter(step -> step.progress() == StepState.Progress.FAILED)
                .reduce((first, last) -> last)
                .flatMap(step -> window.plan().step(step.id()));
    }

    private static String quoted(@Nullable String title) {
        return "“" + Mrkdwn.escape(Mrkdwn.atMost(TITLE, String.valueOf(title))) + "”";
    }

    private String command(String text) {
        return Turn.typed(window, text);
    }
}
