package io.tidegate.orchestrator.store;

import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import io.tidegate.orchestrator.window.Ledger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a transaction does to one window.
 *
 * @param before where the log stood
 * @param entries what is put at its end; at least one
 * @param records what is to be published because of them, in this order
 */
record Change(
        String window,
        Ledger.Head before,
        List<Ledger.Entry> entries,
        List<ProducerRecord<String, byte[]>> records,
        Instant at) {

    /** Both, one after the other. @param next of the same window, from where this one ends */
    Change then(Change next) {
        return new Change(window, before, joined(entries, next.entries), joined(records, next.records), next.at);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    Ledger.Entry last() {
        return entries.getLast();
    }

    Ledger.Head head() {
        return last().head();
    }

    Optional<Window> state() {
        return window(last().after());
    }

    /** With the plan that the window has now and did not have before. */
    Optional<Window> planned() {
        Optional<String> had = window(before.state()).map(Window::planHash);
        return state().filter(now -> !had.equals(Optional.of(now.planHash())));
    }

    /** The names of timers that it has no more. */
    Stream<String> goneTimers() {
        Set<String> has = Timers.of(last().after()).stream().map(Timer::name).collect(Collectors.toSet());
        return Timers.of(before.state()).stream().map(Timer::name).filter(name -> !has.contains(name));
    }

    /** Timers that are new, or due at another time than before. */
    Stream<Timer> setTimers() {
        Set<Timer> fresh = new HashSet<>(Timers.of(last().after()));
        fresh.removeAll(Timers.of(before.state()));
        return fresh.stream();
    }

    private static Optional<Window> window(WindowState state) {
        return state instanceof Window window ? Optional.of(window) : Optional.empty();
    }
}
