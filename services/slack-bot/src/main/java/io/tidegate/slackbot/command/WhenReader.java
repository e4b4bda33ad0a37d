package io.tidegate.slackbot.command;

import io.tidegate.contracts.plan.Durations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code <when>} of {@code schedule} and {@code postpone}, and finds the moment that it means. */
public final class WhenReader {
    static final String FORMS = "write 2026-12-01 05:00 Asia/Jakarta, 2026-12-01T05:00+07:00, in 15m, or leave it out"
            + " for the plan's own start";

    private static final Pattern LOCAL =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?) ?(\\S*)", Pattern.CASE_INSENSITIVE);

    /** What a new date may look like, where none cannot be left out. */
    static final String DATES = "write 2026-12-01 05:00 Asia/Jakarta, 2026-12-01T05:00+07:00 or in 3d";

    /** A word behind a local time is its zone where it can be nothing else. */
    private static final Pattern LEADING = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2})?"
                    + "(?: ?(?:Z|UTC|[+-]\\d{2}(?::?\\d{2})?)(?= |$)| [A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)?)(?: (.*))?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LEADING_DELAY =
            Pattern.compile("(in(?: (?:\\d+[dhms])+)+)(?: (.*))?", Pattern.CASE_INSENSITIVE);

    /** @param rest what stands behind the time */
    record Leading(When when, String rest) {}

    /** What came of it: a moment (null for the plan's own), or why not. */
    public sealed interface Moment {
        record At(@Nullable Instant time) implements Moment {}

        record None(String what, String mend) implements Moment {}
    }

    private WhenReader() {}

    /** @throws IllegalArgumentException with a sentence for people, when {@code text} is no time */
    static When read(String text) {
        if (text.isEmpty()) {
            return new When.AsPlanned();
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("in ")) {
            return new When.After(
                    Durations.parse(text.substring(3).replace(" ", "").toLowerCase(Locale.ROOT)));
        }
        Matcher local = LOCAL.matcher(text);
        if (!local.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time");
        }
        try {
            return at(LocalDateTime.parse(local.group(1) + "T" + local.group(2)), local.group(3));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the time at the beginning of a text. Words in it are separated by one space.
     *
     * @throws IllegalArgumentException with a sentence for people, when the text does not begin with a time
     */
    static Leading leading(String text) {
        for (Pattern form : List.of(LEADING, LEADING_DELAY)) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return new Leading(
                        read(matcher.group(1)),
                        matcher.group(2) == null ? "" : matcher.group(2).strip());
            }
        }
        throw new IllegalArgumentException("To which date?");
    }

    private static When at(LocalDateTime time, String zone) {
        if (zone.isEmpty()) {
            return new When.Local(time, null);
        }
        if (zone.equalsIgnoreCase("z") || zone.startsWith("+") || zone.startsWith("-")) {
            return new When.Exactly(OffsetDateTime.of(time, ZoneOffset.of(zone.toUpperCase(Locale.ROOT)))
                    .toInstant());
        }
        return new When.Local(time, ZoneId.of(zone));
    }

    /**
     * The moment that is meant.
     *
     * @param planZone the zone of the plan, or null where the bot has not met the plan yet: it is never guessed
     */
    public static Moment moment(When when, Instant now, @Nullable ZoneId planZone) {
        return switch (when) {
            case When.AsPlanned asPlanned -> new Moment.At(null);
            case When.After after ->
                future(now.plus(after.delay()).truncatedTo(ChronoUnit.SECONDS), now.truncatedTo(ChronoUnit.SECONDS));
            case When.Exactly exactly -> future(exactly.time(), now);
            case When.Local local -> local(local, now, local.zone() == null ? planZone : local.zone());
        };
    }

    private static Moment local(When.Local local, Instant now, @Nullable ZoneId zone) {
        if (zone == null) {
            return new Moment.None(
                    "In which zone is " + local.time() + "? This plan is new here, so its zone is not known yet.",
                    "Add it: " + local.time() + " Asia/Jakarta, or with an offset: " + local.time() + "+07:00.");
        }
        var offsets = zone.getRules().getValidOffsets(local.time());
        if (offsets.isEmpty()) {
            return new Moment.None(
                    local.time() + " does not exist in " + zone + ": clocks are put forward over it.",
                    "Name another time, or write it with an offset.");
        }
        if (offsets.size() > 1) {
            return new Moment.None(
                    local.time() + " happens twice in " + zone + ": clocks are put back over it.",
                    "Write it with an offset: " + local.time() + offsets.getFirst() + " or " + local.time()
                            + offsets.getLast() + ".");
        }
        return future(local.time().toInstant(offsets.getFirst()), now);
    }

    private static Moment future(Instant time, Instant now) {
        return time.isBefore(now)
                ? new Moment.None("That start, " + time + ", has passed.", "Name a time to come: " + FORMS + ".")
                : new Moment.At(time);
    }
}
