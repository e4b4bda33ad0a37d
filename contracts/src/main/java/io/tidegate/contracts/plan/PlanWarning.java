package io.tidegate.contracts.plan;

/**
 * Something about a valid plan that a person should look at: it may be meant.
 *
 * @param code a stable name of it, for instance {@code notice-at-night}
 * @param path the place in the plan, as {@code notices[2].at}
 * @param text one or two sentences: what is so, and what helps
 */
public record PlanWarning(String code, String path, String text) {}
