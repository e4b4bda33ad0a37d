package io.tidegate.orchestrator.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved, in a file: one for several processes. */
final class SharedClock extends Clock {
    private final MappedByteBuffer now;

    SharedClock(Path file) {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            now = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("no clock in " + file, e);
        }
    }

    SharedClock set(Instant time) {
        now.putLong(0, time.toEpochMilli());
        return this;
    }

    void forward(Duration length) {
        set(instant().plus(length));
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.getLong(0));
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
