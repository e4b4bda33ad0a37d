package io.tidegate.slackbot.command;

import io.tidegate.slackbot.command.Understanding.NotUnderstood;
import io.tidegate.slackbot.command.Understanding.Understood;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands after {@code /migration}. Never throws: what cannot be read is answered with what can. */
public final class CommandLine {
    static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern WINDOW = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern OPTION = Pattern.compile("(?:^|\\s)(?:--|—)(window|wave)(?:\\s+|=)(\\S+)\\s*$");
    private static final Pattern BARE_OPTION = Pattern.compile("(?:^|\\s)(?:--|—)(window|wave)=?\\s*$");

    private final String rest;
    private final @Nullable String window;

    private CommandLine(String rest, @Nullable String window) {
        this.rest = rest;
        this.window = window;
    }

    /** @param text as Slack sends it in the field {@code text} */
    public static Understanding read(@Nullable String text) {
        String line = ReasonText.line(text);
        if (line.isEmpty()) {
            return new Understood(new Request.Help());
        }
        String[] parts = line.split(" ", 2);
        String word = parts[0].toLowerCase(Locale.ROOT);
        var verb = Verb.of(word);
        if (verb.isEmpty()) {
            return unknown(parts[0]);
        }
        return arguments(verb.get(), parts.length == 1 ? "" : parts[1]);
    }

    private static Understanding unknown(String word) {
        String mend = Spelling.nearest(word, Verb.words())
                .map(near -> "Did you mean /migration " + near + "? ")
                .orElse("");
        return new NotUnderstood(
                "There is no '" + word + "'.", mend + "There are: " + String.join(", ", Verb.words()) + ".");
    }

    private static Understanding arguments(Verb verb, String arguments) {
        Matcher bare = BARE_OPTION.matcher(arguments);
        if (bare.find()) {
            return new NotUnderstood("Which " + bare.group(1) + "?", "Write its id behind --" + bare.group(1) + ".");
        }
        Matcher option = OPTION.matcher(arguments);
        if (!option.find()) {
            return new CommandLine(arguments.strip(), null).as(verb);
        }
        String id = option.group(2);
        if (!WINDOW.matcher(id).matches()) {
            return noWindow(id);
        }
        Understanding understood =
                new CommandLine(arguments.substring(0, option.start()).strip(), id).as(verb);
        return option.group(1).equals("wave") ? toAll(understood, verb, id) : understood;
    }

    /** The same, said to every window of a wave. */
    private static Understanding toAll(Understanding understood, Verb verb, String wave) {
        return switch (understood) {
            case NotUnderstood not -> not;
            case Understood(Request.Wish wish) -> new Understood(new Request.WaveWish(wish.command(), wave));
            case Understood(Request.ShowStatus status) -> understood;
            case Understood other ->
                new NotUnderstood(
                        "'" + verb.word() + "' is not for a wave.", "Name one of its windows behind --window.");
        };
    }

    private Understanding as(Verb verb) {
        return switch (verb) {
            case HELP -> new Understood(new Request.Help());
            case PLAN -> shown(verb, Request.ShowPlan::new);
            case STATUS -> shown(verb, Request.ShowStatus::new);
            case REPORT -> shown(verb, Request.ShowReport::new);
            case POSTMORTEM -> shown(verb, Request.ShowPostMortem::new);
            case SCHEDULE -> schedule();
            case POSTPONE,
                    REPLAN,
                    AVAILABLE,
                    UNAVAILABLE,
                    REHEARSE,
                    CANCEL,
                    GO,
                    NO_GO,
                    ATTEST,
                    OVERRIDE,
                    HOLD,
                    RESUME,
                    DONE,
                    SKIP,
                    EXTEND,
                    GO_ON,
                    RETRY,
                    FIX,
                    BUG,
                    ACKNOWLEDGE,
                    ROLLBACK -> new WishLine(verb, rest, window).read();
        };
    }

    private Understanding shown(Verb verb, Function<@Nullable String, Request> request) {
        if (rest.isEmpty()) {
            return new Understood(request.apply(window));
        }
        if (window != null || rest.contains(" ")) {
            return tooMuch(verb);
        }
        return WINDOW.matcher(rest).matches() ? new Understood(request.apply(rest)) : noWindow(rest);
    }

    private Understanding schedule() {
        if (window != null) {
            return new NotUnderstood(
                    "A new window gets its id by itself.", "Leave --window out: " + Verb.SCHEDULE.usage());
        }
        if (rest.isEmpty()) {
            return new NotUnderstood("Which plan?", "Write " + Verb.SCHEDULE.usage());
        }
        String[] parts = rest.split(" ", 2);
        if (!NAME.matcher(parts[0]).matches()) {
            return new NotUnderstood(
                    "'" + parts[0] + "' is no plan's name.",
                    "Plans are named with lower-case letters, digits and hyphens: " + Verb.SCHEDULE.usage());
        }
        try {
            When when = WhenReader.read(parts.length == 1 ? "" : parts[1].strip());
            return new Understood(new Request.Schedule(parts[0], when));
        } catch (IllegalArgumentException e) {
            return new NotUnderstood(e.getMessage() + ".", "For the time, " + WhenReader.FORMS + ".");
        }
    }

    static Understanding tooMuch(Verb verb) {
        return new NotUnderstood("That is more than " + verb.word() + " takes.", "Write " + verb.usage());
    }

    private static Understanding noWindow(String text) {
        return new NotUnderstood(
                "'" + text + "' is no window's id.",
                "Ids have letters, digits and hyphens; /migration status lists them.");
    }
}
