package io.tidegate.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.WindowEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Versions of messages that are not written any more, and what turns each into the one of today. A log keeps its bytes
 * and its hashes; only its meaning is read through here.
 */
public final class Upcasters {
    /** The type that it is read as, and what its data lacks or says otherwise. */
    private record Upcaster(Class<? extends Payload> today, Consumer<ObjectNode> change) {}

    /** A notice went out once, before it could go out in rounds. */
    private static final Consumer<ObjectNode> FIRST_ROUND = data -> data.put("round", 1);

    private static final Map<String, Upcaster> BY_NAME = Map.of(
            "tidegate.event.notice-requested.v1", new Upcaster(WindowEvent.NoticeRequested.class, FIRST_ROUND),
            "tidegate.event.notice-delivered.v1", new Upcaster(WindowEvent.NoticeDelivered.class, FIRST_ROUND),
            "tidegate.report.notice-delivered.v1", new Upcaster(Report.NoticeDelivered.class, FIRST_ROUND));

    private Upcasters() {}

    /** The names of all versions that are read and not written. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** The type that a message of that name is read as: its own, or the one of today for an earlier version. */
    public static Optional<Class<? extends Payload>> typeOf(String name) {
        Upcaster upcaster = BY_NAME.get(name);
        return upcaster == null ? PayloadTypes.byName(name) : Optional.of(upcaster.today());
    }

    /**
     * The data as the type of today has it.
     *
     * @param data of a message of that name; not changed
     */
    public static JsonNode upcast(String name, JsonNode data) {
        Upcaster upcaster = BY_NAME.get(name);
        if (upcaster == null || !(data instanceof ObjectNode object)) {
            return data;
        }
        ObjectNode today = object.deepCopy();
        upcaster.change().accept(today);
        return today;
    }
}
