package io.tidegate.dbagent.activity;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.ToLongFunction;

/** A database whose transactions a test says, looked at once a minute on a clock that it moves. */
public final class Weeks {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Activity activity = Activity.none();
    private Instant now;
    private long transactions = 5_000;
    private String counter = "16384 since ever";

    public Weeks(Instant from) {
        now = from;
    }

    /** Busy on working days from 8 to 18 UTC, at most at 10; half of that at the weekend; quietest on Sunday at 3. */
    public static long asOffices(ZonedDateTime time) {
        boolean weekend = time.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
        if (time.getDayOfWeek() == DayOfWeek.SUNDAY && time.getHour() == 3) {
            return 1;
        }
        if (time.getHour() < 8 || time.getHour() >= 18) {
            return 30;
        }
        long most = time.getHour() == 10 ? 1000 : 600;
        return weekend ? most / 2 : most;
    }

    /** @param perMinute transactions in the minute that begins then */
    public Weeks pass(Duration time, ToLongFunction<ZonedDateTime> perMinute) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            transactions += perMinute.applyAsLong(now.atZone(ZoneOffset.UTC));
            now = now.plus(MINUTE);
            look();
        }
        return this;
    }

    /** Nobody looks, and nobody knows what happens. */
    Weeks away(Duration time, long happens) {
        now = now.plus(time);
        transactions += happens;
        look();
        return this;
    }

    /** The statistics begin anew, as after a crash of the server. */
    Weeks reset() {
        counter = "16384 since " + now;
        transactions = 0;
        return this;
    }

    private void look() {
        activity = activity.with(new Activity.Counter(counter, transactions, now));
    }

    Instant now() {
        return now;
    }

    public Activity activity() {
        return activity;
    }
}
