package io.tidegate.cli.simulation;

import io.tidegate.contracts.plan.Plan;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a simulated window starts. */
final class Start {
    private Start() {}

    /**
     * @param wished as typed; null for the plan's own start
     * @throws IllegalArgumentException saying what was found and what is allowed
     */
    static Instant of(Plan plan, @Nullable String wished) {
        ZoneId zone = plan.window().zone();
        LocalDateTime planned = plan.window().start();
        if (wished == null && planned == null) {
            throw new IllegalArgumentException(
                    "the plan names no start: say one with --at, for instance --at 2026-12-01T05:00");
        }
        if (wished == null) {
            return Objects.requireNonNull(planned).atZone(zone).toInstant();
        }
        try {
            return wished.matches(".*(Z|[+-]\\d{2}:\\d{2})")
                    ? OffsetDateTime.parse(wished).toInstant()
                    : local(LocalDateTime.parse(wished), zone);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--at: found '" + wished + "'; allowed a local time in the plan's zone " + zone
                            + " such as 2026-12-01T05:00, or one with its distance from UTC such as"
                            + " 2026-12-01T05:00+07:00",
                    e);
        }
    }

    private static Instant local(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() != 1) {
            throw new IllegalArgumentException(
                    "--at: clocks in " + zone + (offsets.isEmpty() ? " skip " : " show twice ") + time
                            + "; say it with its distance from UTC, such as " + time + "+01:00");
        }
        return time.toInstant(offsets.getFirst());
    }
}
