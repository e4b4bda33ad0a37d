package io.tidegate.slackbot.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The words that may follow {@code /migration}, in the order in which the help shows them. */
public enum Verb {
    HELP("help", "", "this list"),
    PLAN("plan", "", "the window's plan: steps, times, notices, team"),
    SCHEDULE(
            "schedule",
            "<plan> [<when>]",
            "schedules a window; `<when>` is `2026-12-01 05:00 Asia/Jakarta`, `2026-12-01T05:00+07:00`, `in 15m`,"
                    + " or nothing for the plan's own start"),
    STATUS("status", "[<window>]", "where the window stands"),
    GO("go", "", "your go, in your role"),
    NO_GO("no-go", "<reason>", "your no: postpones the window"),
    ATTEST("attest", "<criterion>", "you vouch that a criterion is met"),
    HOLD("hold", "<reason>", "no further step is started until `resume`"),
    RESUME("resume", "", "goes on, or tries a failed step once more"),
    REHEARSE("rehearse", "", "runs the rehearsal now, on a copy of the database"),
    EXTEND("extend", "<time> <reason>", "moves the planned end, by `15m` for instance"),
    ROLLBACK("rollback", "<reason>", "rolls the window back"),
    CANCEL("cancel", "<reason>", "gives the window up before anything is closed"),
    REPORT("report", "[<window>]", "planned against actual, decisions, notices, signature");

    private final String word;
    private final String arguments;
    private final String meaning;

    Verb(String word, String arguments, String meaning) {
        this.word = word;
        this.arguments = arguments;
        this.meaning = meaning;
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

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
