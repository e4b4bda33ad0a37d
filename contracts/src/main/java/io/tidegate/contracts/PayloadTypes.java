package io.tidegate.contracts;

import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every type that crosses Kafka, by name. Gathered from the sealed hierarchy, so that none can be forgotten. */
public final class PayloadTypes {
    private static final Map<String, Class<? extends Payload>> BY_NAME = gather();

    private PayloadTypes() {}

    public static Optional<Class<? extends Payload>> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Collection<Class<? extends Payload>> all() {
        return BY_NAME.values();
    }

    /** The type's name, as in {@link MessageType}. */
    public static String nameOf(Payload payload) {
        return nameOf(payload.getClass());
    }

    public static String nameOf(Class<? extends Payload> type) {
        MessageType name = type.getAnnotation(MessageType.class);
        if (name == null) {
            throw new IllegalStateException(type + " has no @MessageType");
        }
        return name.value();
    }

    /** The short name in texts and logs: {@code step-succeeded} of {@code tidegate.event.step-succeeded.v1}. */
    public static String shortName(Payload payload) {
        String[] parts = nameOf(payload).split("\\.", -1);
        return parts[parts.length - 2];
    }

    private static Map<String, Class<? extends Payload>> gather() {
        Map<String, Class<? extends Payload>> types = new LinkedHashMap<>();
        Deque<Class<?>> open = new ArrayDeque<>();
        open.addAll(List.of(WindowCommand.class, WindowEvent.class, Task.class, Report.class));
        while (!open.isEmpty()) {
            Class<?> type = open.removeFirst();
            if (type.isSealed()) {
                Collections.addAll(open, type.getPermittedSubclasses());
            } else {
                var payload = type.asSubclass(Payload.class);
                var before = types.put(nameOf(payload), payload);
                if (before != null && before != payload) {
                    throw new IllegalStateException(before + " and " + payload + " have one name");
                }
            }
        }
        return Collections.unmodifiableMap(types);
    }
}
