package io.tidegate.scenarios.rig;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved. */
final class MovableClock extends Clock {
    private volatile Instant now;

    MovableClock(Instant start) {
        now = start;
    }

    /** @param time not before the clock's own */
    void moveTo(Instant time) {
        if (time.isBefore(now)) {
            throw new IllegalArgumentException("it is " + now + ", and time does not go back to " + time);
        }
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("services ask for instants alone");
    }
}
