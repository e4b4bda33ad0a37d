package io.tidegate.orchestrator.window;

/**
 * Why a wish is not granted.
 *
 * @param code a stable name of the rule
 * @param sentence for people
 * @param mend what the person can do
 */
public record Refusal(String code, String sentence, String mend) {}
