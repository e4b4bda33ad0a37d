package io.tidegate.slackbot.card;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Rung;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The buttons that answer a question, and what each says that it will do. */
final class Answers {
    /** Where the plan does not say, as the orchestrator has it. */
    private static final Duration USUAL_FIX = Duration.ofMinutes(10);

    private static final int TITLE = 60;

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
            case UNAVAILABLE ->
                List.of(new Button(
                        press,
                        "",
                        "I cannot",
                        null,
                        "Whoever stands in for you is asked instead. To say why, use "
                                + command("unavailable <reason>")));
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
            case SKIP -> skip(question).stream().toList();
            case ROLLBACK -> question.id().equals(Question.PERSON) ? waysBack() : List.of(rollBack());
            case EXTEND -> List.of(extend());
            case GO_ON ->
                List.of(new Button(
                        press,
                        "",
                        "Let it go on",
                        null,
                        "What is proposed is put aside and the window goes on as it does. To say why, use "
                                + command("go-on <reason>")));
            case DONE -> List.of(done(question));
            case ACKNOWLEDGE -> List.of(takeCare(question));
        };
    }

    Button noGo() {
        return new Button(
                Press.NO_GO,
                "",
                "No-go",
                "danger",
                "The window is *postponed* and stakeholders are told. To give the reason, use "
                        + command("no-go <reason>") + "; with a new date at once, "
                        + command("postpone <when> <reason>"));
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
                : rungs.stream()
                        .map(rung -> new Button(
                                Press.ROLLBACK,
                                rung.step(),
                                "Roll back: " + Mrkdwn.atMost(TITLE - 20, rung.title()) + ", "
                                        + StatusLine.took(rung.takes().toMillis()),
                                "danger",
                                "The database goes back to what it was before the window. " + way(rung)))
                        .toList();
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
        Duration time = Objects.requireNonNullElse(window.plan().inTrouble().fix(), USUAL_FIX);
        return new Button(
                Press.FIX,
                "",
                "Take " + inWords(time) + " to mend",
                null,
                "A countdown of " + Durations.words(time)
                        + " begins; when you have mended it, try again. To say what is"
                        + " being mended, or to take another time, use " + command("fix <time> <reason>"));
    }

    private static String inWords(Duration time) {
        return time.toSecondsPart() == 0 && time.toHours() == 0
                ? time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes")
                : Durations.words(time);
    }

    private Button extend() {
        return new Button(
                Press.EXTEND,
                "",
                "Extend by " + inWords(Press.EXTENSION),
                "primary",
                "The planned end moves to "
                        + Mrkdwn.clock(
                                window.endsAt().plus(Press.EXTENSION),
                                window.plan().window().zone())
                        + ", and with it the point of no return; stakeholders are told as the plan says. For another time,"
                        + " use " + command("extend <time> <reason>"));
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
    private Optional<Button> skip(Question question) {
        Optional<Plan.Step> step =
                question.id().equals(Question.PERSON) ? failed() : window.plan().step(question.subject());
        return step.filter(planned -> !planned.maySkip().isEmpty())
                .map(planned -> new Button(
                        Press.SKIP,
                        planned.id(),
                        "Leave out",
                        null,
                        quoted(planned.title()) + " is left out for good, by leave of "
                                + Mrkdwn.escape(String.join(" or ", planned.maySkip())) + ". To say why, use "
                                + command("skip " + planned.id() + " <reason>")));
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

    private static String command(String text) {
        return Mrkdwn.code("/migration " + text);
    }
}
