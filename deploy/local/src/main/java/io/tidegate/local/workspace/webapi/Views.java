package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The modals that were opened, newest last, and which of them still are. */
public final class Views {

    /**
     * @param person for whom
     * @param trigger by which it was opened
     * @param isOpen neither submitted nor closed yet
     */
    public record Opened(String person, String trigger, ObjectNode view, boolean isOpen) {

        /** As Slack names it. */
        public String id() {
            return view.path("id").asText();
        }
    }

    /** What happened to a modal. */
    public enum Kind {
        VIEW_OPENED,
        VIEW_CHANGED,
        VIEW_CLOSED
    }

    /** Learns of changes, in order, and must return at once. */
    @FunctionalInterface
    public interface Listener {
        void changed(Kind kind, Opened modal);
    }

    private final Map<String, Opened> opened = new LinkedHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    synchronized void opened(Opened modal) {
        opened.put(modal.id(), modal);
        tell(Kind.VIEW_OPENED, modal);
    }

    /** Shows another content in the same modal. */
    public synchronized void change(String id, ObjectNode view) {
        replace(Kind.VIEW_CHANGED, id, modal -> new Opened(modal.person(), modal.trigger(), view, true));
    }

    public synchronized void close(String id) {
        replace(Kind.VIEW_CLOSED, id, modal -> new Opened(modal.person(), modal.trigger(), modal.view(), false));
    }

    private void replace(Kind kind, String id, UnaryOperator<Opened> change) {
        find(id).map(change).ifPresent(modal -> {
            opened.put(id, modal);
            tell(kind, modal);
        });
    }

    private void tell(Kind kind, Opened modal) {
        listeners.forEach(listener -> listener.changed(kind, modal));
    }

    /** One that is open. */
    public synchronized Optional<Opened> find(String id) {
        return Stream.ofNullable(opened.get(id)).filter(Opened::isOpen).findFirst();
    }

    public synchronized List<Opened> all() {
        return List.copyOf(opened.values());
    }
}
