package io.tidegate.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.Anchor;
import io.tidegate.contracts.log.Fault;
import io.tidegate.contracts.log.History;
import io.tidegate.contracts.log.LogVerifier;
import io.tidegate.contracts.log.WindowLog;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A window rebuilt from the events topic and nothing else. */
public record Replay(WindowLog log) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * Reads the whole events topic and verifies what it says of the window. A topic without an event of it gives a log
     * with that fault.
     *
     * @param bootstrap Kafka's {@code host:port}
     * @param keys the orchestrator's public keys
     * @param anchor a head of the log that was noted elsewhere, if there is one
     */
    public static Replay read(String bootstrap, String window, Collection<PublicKey> keys, @Nullable Anchor anchor)
            throws UnreachableException {
        var verifier = new LogVerifier(keys);
        new EventsTopic(bootstrap, PATIENCE).read(verifier::accept);
        return new Replay(verifier.of(window, anchor).orElseGet(() -> nothing(window)));
    }

    private static WindowLog nothing(String window) {
        Fault fault = new Fault(window, 0, -1, -1, "the topic has no event of it");
        return new WindowLog(window, new History(List.of()), List.of(fault), 0, 0, 0);
    }

    public boolean isVerified() {
        return log.isVerified();
    }

    public WindowState state() {
        return log.history().state();
    }

    /** The window, where it was scheduled. */
    public Optional<Window> window() {
        return state() instanceof Window window ? Optional.of(window) : Optional.empty();
    }

    /** The state after that event, where the log reaches it. */
    Optional<History.Entry> entry(long sequence) {
        return log.history().entries().stream()
                .filter(entry -> entry.event().sequence() == sequence)
                .findFirst();
    }

    /** As {@code --json} prints it. */
    public JsonNode toJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("window", log.window())
                .put("sequence", log.history().sequence())
                .put("hash", log.history().hash())
                .put("verified", isVerified())
                .put("signedUpTo", log.signedUpTo())
                .put("unsignedTail", log.unsignedTail())
                .put("redelivered", log.redelivered());
        json.set("faults", Json.mapper().valueToTree(log.faults()));
        json.set("state", Json.mapper().valueToTree(state()));
        var events = json.putArray("events");
        for (History.Entry entry : log.history().entries()) {
            ObjectNode event = (ObjectNode) Json.read(entry.event().body(), JsonNode.class);
            events.add(event.put("hash", entry.event().hash()));
        }
        return json;
    }
}
