package io.tidegate.slackbot.command;

import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.window.WindowCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The words that may follow {@code /migration}, in the order in which the help shows them. */
public enum Verb {
    HELP(Topic.LOOK, "help", "", "this list"),
    STATUS(Topic.LOOK, "status", "[<window>]", "where the window stands"),
    PLAN(Topic.LOOK, "plan", "", "the window's plan: steps, times, notices, team"),
    REPORT(Topic.LOOK, "report", "[<window>]", "planned against actual, decisions, notices, follow-ups, signature"),
    POSTMORTEM(
            Topic.LOOK,
            "postmortem",
            "[<window>]",
            "what happened when, what failed, who was told what, and questions for the meeting"),

    SCHEDULE(
            Topic.PREPARE,
            "schedule",
            "<plan> [<when>]",
            "schedules a window; `<when>` is `2026-12-01 05:00 Asia/Jakarta`, `2026-12-01T05:00+07:00`, `in 15m`,"
                    + " or nothing for the plan's own start"),
    POSTPONE(
            Topic.PREPARE,
            "postpone",
            "<when> <reason>",
            "gives the window another date, and everybody who was told the old one hears the new one; without a new"
                    + " date yet, that is `no-go`"),
    REPLAN(Topic.PREPARE, "replan", "", "takes over the plan as its file says it now; approvals are void"),
    AVAILABLE(Topic.PREPARE, "available", "", "you will be there"),
    UNAVAILABLE(Topic.PREPARE, "unavailable", "<reason>", "you cannot be there: whoever stands in for you is asked"),
    REHEARSE(Topic.PREPARE, "rehearse", "", "runs the rehearsal now, on a copy of the database"),
    CANCEL(Topic.PREPARE, "cancel", "<reason>", "gives the window up before anything is closed"),

    GO(Topic.DECIDE, "go", "", "your go, in your role"),
    NO_GO(Topic.DECIDE, "no-go", "<reason>", "your no: postpones the window, without a new date"),
    ATTEST(Topic.DECIDE, "attest", "<criterion>", "you vouch that a criterion is met"),
    OVERRIDE(
            Topic.DECIDE,
            "override",
            "<criterion> <reason>",
            "the window may go without that criterion, where the plan lets your role say so"),

    HOLD(Topic.RUN, "hold", "<reason>", "no further step is started until `resume`"),
    RESUME(Topic.RUN, "resume", "", "goes on, or tries a failed step once more"),
    DONE(Topic.RUN, "done", "[<what>] [<note>]", "a step by hand, or a follow-up, is done"),
    SKIP(Topic.RUN, "skip", "<step> <reason>", "leaves a step out, where the plan lets your role"),
    EXTEND(Topic.RUN, "extend", "<time> <reason>", "moves the planned end, by `15m` for instance"),
    GO_ON(Topic.RUN, "go-on", "<reason>", "you have looked at what is proposed, and the window goes on"),

    RETRY(Topic.TROUBLE, "retry", "", "tries the failed step once more"),
    FIX(
            Topic.TROUBLE,
            "fix",
            "[<time>] <reason>",
            "takes time to mend what failed, with a countdown: `10m` for instance, or what the plan says"),
    BUG(
            Topic.TROUBLE,
            "bug",
            "[<share>%] [corruption] <text>",
            "tells of a fault in what users have now: how many of them it affects, whether data is being damaged"),
    ACKNOWLEDGE(Topic.TROUBLE, "acknowledge", "", "you take care of it, and nobody further is called; also `ack`"),
    ROLLBACK(
            Topic.TROUBLE,
            "rollback",
            "[--rung <step>] <reason>",
            "rolls the window back, by the way that you name or as the plan says");

    /** What a word is for. */
    public enum Topic {
        LOOK("Look"),
        PREPARE("Prepare"),
        DECIDE("Decide"),
        RUN("While it runs, and after"),
        TROUBLE("In trouble");

        private final String title;

        Topic(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final Topic topic;
    private final String word;
    private final String arguments;
    private final String meaning;

    Verb(Topic topic, String word, String arguments, String meaning) {
        this.topic = topic;
        this.word = word;
        this.arguments = arguments;
        this.meaning = meaning;
    }

    public Topic topic() {
        return topic;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }

    /** {@code /migration no-go <reason>}. */
    public String usage() {
        return "/migration " + word + (arguments.isEmpty() ? "" : " " + arguments);
    }

    /** The word that people type for that wish. */
    public static String of(WindowCommand command) {
        return command instanceof WindowCommand.Available(boolean available, String reason) && !available
                ? UNAVAILABLE.word
                : typed(PayloadTypes.shortName(command));
    }

    /** What people type for a command as the log names it. */
    public static String typed(String command) {
        return command.equals("move") ? POSTPONE.word : command;
    }

    static Optional<Verb> of(String word) {
        String whole = word.equals("ack") ? ACKNOWLEDGE.word : word;
        return Arrays.stream(values()).filter(verb -> verb.word.equals(whole)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
