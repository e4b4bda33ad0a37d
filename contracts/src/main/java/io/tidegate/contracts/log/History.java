package io.tidegate.contracts.log;

import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.WindowState;
import java.util.ArrayList;
import java.util.List;

/** A window's log with the state after each of its events. */
public record History(List<Entry> entries) {

    /** @param after the state after the event */
    public record Entry(LoggedEvent event, WindowState after) {}

    public History {
        entries = List.copyOf(entries);
    }

    /** @throws io.tidegate.contracts.window.BrokenLogException when an event cannot follow on those before it */
    public static History of(List<LoggedEvent> events) {
        List<Entry> entries = new ArrayList<>();
        WindowState state = WindowState.none();
        for (LoggedEvent event : events) {
            state = Evolve.evolve(state, event);
            entries.add(new Entry(event, state));
        }
        return new History(entries);
    }

    /** The state after the last event. */
    public WindowState state() {
        return entries.isEmpty() ? WindowState.none() : entries.getLast().after();
    }

    /** The last event's number; 0 when there is none. */
    public long sequence() {
        return entries.isEmpty() ? 0 : entries.getLast().event().sequence();
    }

    /** The last event's hash; {@link HashChain#GENESIS} when there is none. */
    public String hash() {
        return entries.isEmpty() ? HashChain.GENESIS : entries.getLast().event().hash();
    }
}
