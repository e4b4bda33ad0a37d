package io.tidegate.slackbot.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When a window shall start, as it was typed. */
public sealed interface When {

    /** The plan's own start. */
    record AsPlanned() implements When {}

    /** That long from now. */
    record After(Duration delay) implements When {}

    /** @param zone the zone that was named, or null for the plan's */
    record Local(LocalDateTime time, @Nullable ZoneId zone) implements When {}

    /** A moment with its offset. */
    record Exactly(Instant time) implements When {}
}
