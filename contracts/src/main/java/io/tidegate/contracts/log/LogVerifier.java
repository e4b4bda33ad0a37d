package io.tidegate.contracts.log;

import java.security.PublicKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies logs: is every event as it was written, at its place, none missing, none added, and signed where it must be?
 * Pure; takes the records of the events topic in the order of each partition. See docs/event-log.md.
 */
public final class LogVerifier {
    private final Map<String, PublicKey> keys = new LinkedHashMap<>();
    private final Map<String, WindowVerification> windows = new LinkedHashMap<>();

    /** @param keys the orchestrator's public keys, the former ones too */
    public LogVerifier(Collection<PublicKey> keys) {
        keys.forEach(key -> this.keys.put(HeadSignature.keyId(key), key));
    }

    /** Takes the next record. */
    public void accept(LogRecord found) {
        EventRecord record = EventRecord.of(found);
        windows.computeIfAbsent(record.window(), window -> new WindowVerification(window, keys))
                .accept(record);
    }

    /**
     * What was found of one window, so far.
     *
     * @param anchor a head noted elsewhere, if there is one
     */
    public Optional<WindowLog> of(String window, @Nullable Anchor anchor) {
        return Optional.ofNullable(windows.get(window)).map(verification -> verification.result(anchor));
    }

    /** What was found of every window, so far, in order of their first records. */
    public List<WindowLog> all() {
        return windows.values().stream()
                .map(verification -> verification.result(null))
                .toList();
    }
}
