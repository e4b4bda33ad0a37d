package io.tidegate.contracts.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the events topic as it was found, whatever it is.
 *
 * @param key the record's key; null where it is not known
 * @param value the record's value; null for a tombstone
 * @param headers name to value, as text; null where only the values are known, for instance from a file of bodies
 */
public record LogRecord(
        int partition,
        long offset,
        @Nullable String key,
        byte @Nullable [] value,
        @Nullable Map<String, String> headers) {}
