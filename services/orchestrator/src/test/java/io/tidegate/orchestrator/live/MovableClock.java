package io.tidegate.orchestrator.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved. */
final class MovableClock extends Clock {
    private final AtomicLong now;

    MovableClock(Instant start) {
        now = new AtomicLong(start.toEpochMilli());
    }

    void forward(Duration length) {
        now.addAndGet(length.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the orchestrator asks for instants alone");
    }
}
