package io.tidegate.slackbot.command;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.Understanding.NotUnderstood;
import io.tidegate.slackbot.command.Understanding.Understood;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands after a word that asks for something to be done to a window. */
final class WishLine {
    private static final Pattern TIME = Pattern.compile("(?:\\d+[dhms])+", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHARE = Pattern.compile("(?:^|(?<= ))(\\d{1,6}) ?%(?= |$)");
    private static final Pattern CORRUPTION = Pattern.compile("corruption(?: |$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RUNG = Pattern.compile("(?:^|(?<= ))(?:--|—)rung(?: |=)(\\S+)(?: |$)");
    private static final Pattern BARE_RUNG = Pattern.compile("(?:^| )(?:--|—)rung=?$");

    private final Verb verb;
    private final String rest;
    private final @Nullable String window;

    /** @param rest words separated by one space each */
    WishLine(Verb verb, String rest, @Nullable String window) {
        this.verb = verb;
        this.rest = rest;
        this.window = window;
    }

    Understanding read() {
        return switch (verb) {
            case GO -> alone(new WindowCommand.Go());
            case RESUME -> alone(new WindowCommand.Resume());
            case REHEARSE -> alone(new WindowCommand.Rehearse());
            case REPLAN -> alone(new WindowCommand.Replan());
            case RETRY -> alone(new WindowCommand.Retry());
            case AVAILABLE -> alone(new WindowCommand.Available(true, ""));
            case ACKNOWLEDGE -> alone(new WindowCommand.Acknowledge(null));
            case NO_GO -> reasoned(WindowCommand.NoGo::new);
            case HOLD -> reasoned(WindowCommand.Hold::new);
            case CANCEL -> reasoned(WindowCommand.Cancel::new);
            case GO_ON -> reasoned(WindowCommand.GoOn::new);
            case UNAVAILABLE -> reasoned(reason -> new WindowCommand.Available(false, reason));
            case ATTEST -> attest();
            case OVERRIDE ->
                named("Which criterion?", "the card shows their names", WindowCommand.OverrideCriterion::new);
            case SKIP -> named("Which step?", "/migration plan shows their names", WindowCommand.Skip::new);
            case EXTEND -> extend();
            case FIX -> fix();
            case BUG -> bug();
            case DONE -> done();
            case ROLLBACK -> rollBack();
            case POSTPONE -> postpone();
            case HELP, STATUS, PLAN, REPORT, POSTMORTEM, SCHEDULE ->
                throw new IllegalArgumentException(verb + " asks nothing of a window");
        };
    }

    private Understanding alone(WindowCommand command) {
        return rest.isEmpty() ? wish(command) : CommandLine.tooMuch(verb);
    }

    private Understanding attest() {
        if (rest.isEmpty()) {
            return new NotUnderstood("Which criterion?", "Write " + verb.usage() + "; the card shows their names.");
        }
        String criterion = rest.toLowerCase(Locale.ROOT);
        return CommandLine.NAME.matcher(criterion).matches()
                ? wish(new WindowCommand.Attest(criterion))
                : CommandLine.tooMuch(verb);
    }

    /** A name, and a reason behind it. */
    private Understanding named(String which, String where, BiFunction<String, String, WindowCommand> command) {
        String[] parts = rest.split(" ", 2);
        String name = parts[0].toLowerCase(Locale.ROOT);
        if (!CommandLine.NAME.matcher(name).matches()) {
            return new NotUnderstood(
                    rest.isEmpty() ? which : "'" + parts[0] + "' is no name.",
                    "Write " + verb.usage() + "; " + where + ".");
        }
        return behind(parts).reasoned(reason -> command.apply(name, reason));
    }

    private Understanding extend() {
        String[] parts = rest.split(" ", 2);
        try {
            Duration by = Durations.parse(parts[0]);
            return behind(parts).reasoned(reason -> new WindowCommand.Extend(by, reason));
        } catch (IllegalArgumentException e) {
            return new NotUnderstood(
                    rest.isEmpty() ? "By how much?" : "'" + parts[0] + "' is no time.",
                    "Write " + verb.usage() + ", for instance /migration extend 15m the index takes longer");
        }
    }

    /** Where the first word is no time, the plan says how long, and the word belongs to the reason. */
    private Understanding fix() {
        String[] parts = rest.split(" ", 2);
        if (!TIME.matcher(parts[0]).matches()) {
            return reasoned(reason -> new WindowCommand.Fix(null, reason));
        }
        try {
            Duration within = Durations.parse(parts[0].toLowerCase(Locale.ROOT));
            return behind(parts).reasoned(reason -> new WindowCommand.Fix(within, reason));
        } catch (IllegalArgumentException e) {
            return new NotUnderstood(
                    "'" + parts[0] + "' is no time.",
                    "Write " + verb.usage() + ", for instance /migration fix 10m the disk is being enlarged");
        }
    }

    private Understanding bug() {
        Matcher share = SHARE.matcher(rest);
        Integer percent = share.find() ? Integer.valueOf(share.group(1)) : null;
        if (percent != null && percent > 100) {
            return new NotUnderstood(
                    "A share of the users is 0 to 100 percent, and not " + percent + ".",
                    "Write " + verb.usage() + ", and leave the share out where nobody knows it.");
        }
        String words = without(share, percent != null);
        Matcher corruption = CORRUPTION.matcher(words);
        boolean damages = corruption.lookingAt();
        String text = damages ? words.substring(corruption.end()).strip() : words;
        if (text.isEmpty()) {
            return new NotUnderstood(
                    "What is wrong?",
                    "Write " + verb.usage() + ", for instance /migration bug 20% the menu shows no portions");
        }
        return new WishLine(verb, text, window).reasoned(said -> new WindowCommand.Bug(percent, damages, said));
    }

    /** Whether the first word names something, or begins the note, shows the window: see {@code Slips}. */
    private Understanding done() {
        if (rest.length() > ReasonText.LONGEST) {
            return tooLong();
        }
        String[] parts = rest.split(" ", 2);
        String what = parts[0].toLowerCase(Locale.ROOT);
        return CommandLine.NAME.matcher(what).matches()
                ? wish(new WindowCommand.Done(parts[0], behind(parts).rest))
                : wish(new WindowCommand.Done(null, rest));
    }

    private Understanding rollBack() {
        if (BARE_RUNG.matcher(rest).find()) {
            return new NotUnderstood(
                    "By which way?", "Write the rollback's step behind --rung; /migration plan shows their names.");
        }
        Matcher option = RUNG.matcher(rest);
        if (!option.find()) {
            return reasoned(WindowCommand.RollBack::new);
        }
        String rung = option.group(1).toLowerCase(Locale.ROOT);
        return new WishLine(verb, without(option, true), window)
                .reasoned(reason -> new WindowCommand.RollBack(reason, rung));
    }

    private Understanding postpone() {
        try {
            WhenReader.Leading leading = WhenReader.leading(rest);
            if (leading.rest().isEmpty()) {
                return noReason();
            }
            return leading.rest().length() > ReasonText.LONGEST
                    ? new WishLine(verb, leading.rest(), window).tooLong()
                    : new Understood(new Request.Postpone(leading.when(), leading.rest(), window));
        } catch (IllegalArgumentException e) {
            String what = String.valueOf(e.getMessage());
            return new NotUnderstood(
                    what.endsWith("?") ? what : what + ".",
                    "For the date, " + WhenReader.DATES
                            + ", and the reason behind it. A window without a new date yet is" + " postponed by "
                            + Verb.NO_GO.usage() + ", and gets its date later.");
        }
    }

    private Understanding reasoned(Function<String, WindowCommand> command) {
        if (rest.isEmpty()) {
            return noReason();
        }
        return rest.length() > ReasonText.LONGEST ? tooLong() : wish(command.apply(rest));
    }

    private Understanding noReason() {
        return new NotUnderstood(ReasonText.MISSING, "Write " + verb.usage() + ", for instance " + example());
    }

    private String example() {
        String arguments =
                switch (verb) {
                    case POSTPONE -> " in 7d";
                    case EXTEND -> " 15m";
                    case OVERRIDE -> " staging";
                    case SKIP -> " smoke-test";
                    case HELP,
                            STATUS,
                            PLAN,
                            REPORT,
                            POSTMORTEM,
                            SCHEDULE,
                            REPLAN,
                            AVAILABLE,
                            UNAVAILABLE,
                            REHEARSE,
                            CANCEL,
                            GO,
                            NO_GO,
                            ATTEST,
                            HOLD,
                            RESUME,
                            DONE,
                            GO_ON,
                            RETRY,
                            FIX,
                            BUG,
                            ACKNOWLEDGE,
                            ROLLBACK -> "";
                };
        return "/migration " + verb.word() + arguments + " replication lags by a minute";
    }

    private Understanding tooLong() {
        return new NotUnderstood(ReasonText.tooLong(rest), ReasonText.SHORTER);
    }

    private WishLine behind(String[] parts) {
        return new WishLine(verb, parts.length == 1 ? "" : parts[1].strip(), window);
    }

    private String without(Matcher matcher, boolean found) {
        return found
                ? (rest.substring(0, matcher.start()) + rest.substring(matcher.end()))
                        .replace("  ", " ")
                        .strip()
                : rest;
    }

    private Understanding wish(WindowCommand command) {
        return new Understood(new Request.Wish(command, window));
    }
}
