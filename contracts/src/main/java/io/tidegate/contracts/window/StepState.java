package io.tidegate.contracts.window;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tidegate.contracts.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step in a window.
 *
 * @param attempt the newest attempt; 0 before the first
 * @param requestedAt when the newest attempt was handed out
 * @param doing what it last said it was doing, or why it failed
 * @param durationMs of the newest finished attempt, by the agent's clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepState(
        String id,
        Progress progress,
        int attempt,
        @Nullable Instant requestedAt,
        @Nullable Instant deadline,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer percent,
        @Nullable String doing,
        @Nullable Long durationMs,
        List<Fact> evidence) {

    /** How far a step is. */
    public enum Progress {
        WAITING,
        REQUESTED,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static StepState waiting(String id) {
        return new StepState(id, Progress.WAITING, 0, null, null, null, null, null, null, null, List.of());
    }

    /** Handed out and not ended. */
    public boolean isAtWork() {
        return progress == Progress.REQUESTED || progress == Progress.RUNNING;
    }

    /** Done, or found not to be needed. */
    public boolean isSettled() {
        return progress == Progress.DONE || progress == Progress.SKIPPED;
    }

    StepState requested(int newAttempt, Instant at, Instant until) {
        return new StepState(id, Progress.REQUESTED, newAttempt, at, until, null, null, null, null, null, List.of());
    }

    /** As if it had not run; its attempts stay counted, so that no report of an earlier one counts. */
    StepState anew() {
        return new StepState(id, Progress.WAITING, attempt, null, null, null, null, null, null, null, List.of());
    }

    StepState started(Instant at) {
        return new StepState(
                id, Progress.RUNNING, attempt, requestedAt, deadline, at, null, percent, doing, null, evidence);
    }

    StepState progressed(@Nullable Integer newPercent, String nowDoing) {
        return new StepState(
                id, progress, attempt, requestedAt, deadline, startedAt, null, newPercent, nowDoing, null, evidence);
    }

    StepState ended(Progress how, Instant at, @Nullable Long tookMs, @Nullable String reason, List<Fact> facts) {
        return new StepState(id, how, attempt, requestedAt, deadline, startedAt, at, percent, reason, tookMs, facts);
    }
}
