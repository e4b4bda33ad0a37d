package io.tidegate.notifier.page;

import io.tidegate.contracts.plan.Plan;
import java.time.Instant;

/**
 * A notice as it was made public.
 *
 * @param notice the notice's id in the plan, with its round where it is not the first: {@code moved#2}
 * @param medium {@code STATUS_PAGE} or {@code BANNER}
 * @param title plain text
 * @param body plain text; paragraphs are set apart by an empty line
 * @param startsAt the start that it tells
 */
public record Publication(
        String notice,
        Plan.Medium medium,
        String title,
        String body,
        Plan.Template template,
        Instant at,
        Instant startsAt) {}
