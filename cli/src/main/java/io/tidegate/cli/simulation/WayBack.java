package io.tidegate.cli.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One way back, played by the rules from the moment at which it takes longest.
 *
 * @param name the steps that put the database back; several joined by "and"
 * @param takes until everything is as it was; null where the rollback does not end without a person
 * @param latest the last moment at which it still ends before the planned end: the point of no return; null as above
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WayBack(
        String name, @Nullable Duration takes, @Nullable Instant latest) {}
