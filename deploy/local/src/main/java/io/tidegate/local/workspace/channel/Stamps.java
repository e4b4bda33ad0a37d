package io.tidegate.local.workspace.channel;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Slack's timestamps: seconds, a point, six digits; each greater than all before it. */
public final class Stamps {
    private static final long MICROS = 1_000_000;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public Stamps(Clock clock) {
        this.clock = clock;
    }

    public String next() {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * MICROS + now.getNano() / 1_000;
        return text(last.updateAndGet(before -> Math.max(before + 1, micros)));
    }

    /** What is given out from now on is greater than this one. */
    public void past(String ts) {
        last.accumulateAndGet(micros(ts), Math::max);
    }

    public static boolean isOne(String text) {
        return text.matches("\\d{1,12}\\.\\d{6}");
    }

    /** To compare by: text order fails where lengths differ. Whole seconds are also taken, as Slack does. */
    public static long micros(String ts) {
        if (isOne(ts)) {
            int point = ts.indexOf('.');
            return Long.parseLong(ts.substring(0, point)) * MICROS + Long.parseLong(ts.substring(point + 1));
        }
        return ts.matches("\\d{1,12}") ? Long.parseLong(ts) * MICROS : -1;
    }

    private static String text(long micros) {
        return String.format(Locale.ROOT, "%d.%06d", micros / MICROS, micros % MICROS);
    }
}
