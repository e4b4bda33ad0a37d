package io.tidegate.cli.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanWarning;
import io.tidegate.contracts.window.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it was played.
 *
 * @param hash the plan's: lower-case hex SHA-256 of its canonical JSON
 * @param zone of the plan's local times
 * @param from when the play begins, with the scheduling of the window
 * @param until when it ends: a week after the start
 * @param outcome where the window stood at the end
 * @param happenings in order of time
 * @param forecast what the channel is told; null for a window that does not open
 * @param made what was made to go otherwise, a sentence each
 * @param ways the ways back in the order in which they are tried; none for a plan without rollback
 * @param unsent notices that this course of things does not send
 * @param statusLines how many status lines of the cadence the channel gets
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Simulation(
        String plan,
        String title,
        String summary,
        String hash,
        ZoneId zone,
        Instant from,
        Instant start,
        Instant end,
        Instant until,
        Status outcome,
        Downtime downtime,
        @Nullable Outlook forecast,
        List<String> made,
        List<WayBack> ways,
        List<Happening> happenings,
        List<Unsent> unsent,
        int statusLines,
        List<PlanWarning> warnings) {

    public Simulation {
        made = List.copyOf(made);
        ways = List.copyOf(ways);
        happenings = List.copyOf(happenings);
        unsent = List.copyOf(unsent);
        warnings = List.copyOf(warnings);
    }

    /**
     * Time without the application.
     *
     * @param closed null where it was never closed
     * @param opened null where it was not opened again
     * @param took null while one of them is
     * @param announced what stakeholders are told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Downtime(
            @Nullable Instant closed,
            @Nullable Instant opened,
            @Nullable Duration took,
            Duration announced) {}

    /**
     * The window's own forecast: see {@code Forecast}.
     *
     * @param openAgain as it is when the window opens
     * @param pointOfNoReturn as it is once every step has been begun
     */
    public record Outlook(Instant openAgain, Instant pointOfNoReturn) {}

    /** A notice for another course of things. @param on the moment that sends it, as it stands in the plan */
    public record Unsent(String notice, Plan.Template template, String on, List<String> audiences) {}
}
