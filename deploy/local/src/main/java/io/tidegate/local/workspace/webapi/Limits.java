package io.tidegate.local.workspace.webapi;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which methods answer 429 for a while, because a test wants that. */
public final class Limits {
    private final Map<String, Limit> limits = new HashMap<>();

    private record Limit(int left, Duration retryAfter) {}

    /** The next calls of the method are refused. */
    public synchronized void limit(String method, int calls, Duration retryAfter) {
        limits.put(method, new Limit(calls, retryAfter));
    }

    /** How long the caller has to wait, if it is refused. */
    synchronized Optional<Duration> refusal(String method) {
        Limit limit = limits.get(method);
        if (limit == null || limit.left() == 0) {
            return Optional.empty();
        }
        limits.put(method, new Limit(limit.left() - 1, limit.retryAfter()));
        return Optional.of(limit.retryAfter());
    }
}
