package io.tidegate.local.whatsapp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What was taken, oldest first. */
final class Outbox {
    private final Map<String, Sent> messages = new LinkedHashMap<>();
    private final List<Consumer<Sent>> listeners = new CopyOnWriteArrayList<>();

    void listen(Consumer<Sent> listener) {
        listeners.add(listener);
    }

    synchronized void put(Sent message) {
        messages.put(message.id(), message);
        listeners.forEach(listener -> listener.accept(message));
    }

    synchronized void told(String id, String status) {
        Optional.ofNullable(messages.get(id)).ifPresent(message -> put(message.with(status)));
    }

    synchronized List<Sent> all() {
        return List.copyOf(messages.values());
    }

    synchronized void clear() {
        messages.clear();
    }
}
