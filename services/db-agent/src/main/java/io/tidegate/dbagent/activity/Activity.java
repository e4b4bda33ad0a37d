package io.tidegate.dbagent.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How busy a database is in each hour of the week, in UTC, since Thursday 00:00 as the epoch is. The newest week of an hour
 * counts as much as all those before it together.
 *
 * @param last what the server has counted when it was looked at last; null to begin anew with the next look
 * @param sampledSeconds for so long it was looked at in all
 * @param hours one for each of the week
 */
public record Activity(@Nullable Counter last, long sampledSeconds, List<Hour> hours) {
    static final int WEEK = 168;
    private static final long SECONDS_OF_AN_HOUR = 3600;
    private static final double MILLIS = 1000;
    private static final double PERCENT = 100;
    /** What happened in a longer gap belongs to no hour in particular. */
    private static final Duration LONGEST_GAP = Duration.ofMinutes(5);
    /** An hour that was looked at for less says nothing. */
    private static final double KNOWN_SECONDS = 600;
    /** Six days: the quietest hour may be one that is missing, but then not for long. */
    private static final long ENOUGH_HOURS = 144;

    /**
     * @param of which counter it is: another database of that name, or one whose statistics were reset, counts anew
     * @param transactions since then, committed and rolled back
     */
    public record Counter(String of, long transactions, Instant at) {}

    /**
     * @param transactions with those of earlier weeks halved for every week since
     * @param seconds in which they were counted, likewise
     * @param week of the newest, counted from the epoch
     */
    public record Hour(double transactions, double seconds, long week) {
        static final Hour UNKNOWN = new Hour(0, 0, 0);

        boolean isKnown() {
            return seconds >= KNOWN_SECONDS;
        }

        /** Transactions a second. */
        double rate() {
            return transactions / seconds;
        }

        private Hour with(double more, double during, long now) {
            double kept = Math.pow(0.5, Math.max(0, now - week));
            return new Hour(transactions * kept + more, seconds * kept + during, now);
        }
    }

    /** Nothing is known. */
    public static Activity none() {
        return new Activity(null, 0, Collections.nCopies(WEEK, Hour.UNKNOWN));
    }

    /** With what has happened since the last look, where that can be told. */
    public Activity with(Counter now) {
        if (last == null || !last.of().equals(now.of()) || now.transactions() < last.transactions()) {
            return new Activity(now, sampledSeconds, hours);
        }
        Duration since = Duration.between(last.at(), now.at());
        if (!since.isPositive() || since.compareTo(LONGEST_GAP) > 0) {
            return new Activity(now, sampledSeconds, hours);
        }
        long hour = hourOf(last.at().plus(since.dividedBy(2)));
        List<Hour> changed = new ArrayList<>(hours);
        int index = indexOf(hour);
        changed.set(
                index,
                hours.get(index)
                        .with(
                                (double) now.transactions() - last.transactions(),
                                since.toMillis() / MILLIS,
                                Math.floorDiv(hour, WEEK)));
        return new Activity(now, sampledSeconds + since.toSeconds(), changed);
    }

    /** What happens until the next look is not the users'. */
    public Activity interrupted() {
        return new Activity(null, sampledSeconds, hours);
    }

    /** Whether enough of the week is known to compare its hours. */
    public boolean isEnough() {
        return hours.stream().filter(Hour::isKnown).count() >= ENOUGH_HOURS;
    }

    Duration sampled() {
        return Duration.ofSeconds(sampledSeconds);
    }

    /** In percent of the busiest hour; nothing where that hour is not known, or nothing ever happened. */
    public OptionalDouble percentAt(Instant time) {
        Hour hour = hours.get(indexOf(hourOf(time)));
        Optional<Integer> busiest = busiest();
        return hour.isKnown() && busiest.isPresent()
                ? OptionalDouble.of(
                        PERCENT * hour.rate() / hours.get(busiest.get()).rate())
                : OptionalDouble.empty();
    }

    /** The beginning of the quietest hour, in the week that begins with the hour of this time. */
    Instant quietestFrom(Instant time) {
        return next(
                time,
                known((one, other) -> Double.compare(one.rate(), other.rate())).orElseThrow());
    }

    /** The beginning of the busiest hour, likewise. */
    Instant busiestFrom(Instant time) {
        return next(time, busiest().orElseThrow());
    }

    boolean isIdle() {
        return busiest().isEmpty();
    }

    /** Nothing where no transaction was ever seen. */
    private Optional<Integer> busiest() {
        return known((one, other) -> Double.compare(other.rate(), one.rate()))
                .filter(index -> hours.get(index).rate() > 0);
    }

    private Optional<Integer> known(Comparator<Hour> first) {
        return IntStream.range(0, WEEK)
                .boxed()
                .filter(index -> hours.get(index).isKnown())
                .min((one, other) -> first.compare(hours.get(one), hours.get(other)));
    }

    /** The beginning of the hour that this time is in. */
    static Instant beginning(Instant time) {
        return Instant.ofEpochSecond(hourOf(time) * SECONDS_OF_AN_HOUR);
    }

    private static Instant next(Instant time, int index) {
        long hour = hourOf(time);
        return Instant.ofEpochSecond((hour + Math.floorMod(index - hour, WEEK)) * SECONDS_OF_AN_HOUR);
    }

    private static long hourOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_OF_AN_HOUR);
    }

    private static int indexOf(long hour) {
        return Math.floorMod(hour, WEEK);
    }
}
