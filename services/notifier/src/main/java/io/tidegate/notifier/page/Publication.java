package io.tidegate.notifier.page;

import io.tidegate.contracts.plan.Plan;
import java.time.Instant;

/**
 * A notice as it was made public.
 *
 * @param notice the notice's id in the plan
 * @param medium {@code STATUS_PAGE} or {@code BANNER}
 * @param title plain text
 * @param body plain text; paragraphs are set apart by an empty line
 */
public record Publication(
        String notice, Plan.Medium medium, String title, String body, Plan.Template template, Instant at) {}
