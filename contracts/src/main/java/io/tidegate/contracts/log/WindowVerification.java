package io.tidegate.contracts.log;

import io.tidegate.contracts.window.BrokenLogException;
import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent.HeadSigned;
import io.tidegate.contracts.window.WindowState;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The verification of one window's log, record by record. */
final class WindowVerification {
    private final String window;
    private final Map<String, PublicKey> keys;
    private final List<Fault> faults = new ArrayList<>();
    private final List<History.Entry> entries = new ArrayList<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private WindowState state = WindowState.none();
    private long last;
    private String lastHash = HashChain.GENESIS;
    private long signedUpTo;
    private long lastSignature;
    private long endedAt;
    private int redelivered;
    private boolean placed = true;

    WindowVerification(String window, Map<String, PublicKey> keys) {
        this.window = window;
        this.keys = keys;
    }

    void accept(EventRecord record) {
        record.faults().forEach(sentence -> fault(record, sentence));
        if (record.sequence() <= 0) {
            if (record.faults().isEmpty()) {
                fault(record, "the event's sequence is " + record.sequence() + "; sequences start at 1");
            }
            return;
        }
        if (record.sequence() <= last) {
            again(record);
        } else {
            next(record);
        }
    }

    private void again(EventRecord record) {
        String known = hashes.get(record.sequence());
        if (known == null) {
            fault(record, "it comes after event " + last + ", out of order");
        } else if (known.equals(record.hash())) {
            redelivered++;
        } else {
            fault(
                    record,
                    "there is another event under this sequence: this one has the hash " + record.hash()
                            + ", the first one " + known);
        }
    }

    private void next(EventRecord record) {
        boolean gap = record.sequence() > last + 1;
        if (gap) {
            String missing = record.sequence() == last + 2
                    ? "event " + (last + 1) + " is"
                    : "events " + (last + 1) + " to " + (record.sequence() - 1) + " are";
            fault(record, missing + " missing before it");
            placed = false;
        } else if (!record.previous().equals(lastHash)) {
            fault(
                    record,
                    "its 'previous' is " + record.previous() + ", but "
                            + (last == 0 ? "the first event's must be " : "event " + last + " has the hash ")
                            + lastHash + ": one of the two is not as it was written");
        }
        if (record.event().isEmpty()) {
            placed = false;
        }
        record.event().ifPresent(event -> {
            if (event.event() instanceof HeadSigned head) {
                signature(record, event, head, gap);
            }
            evolve(record, event);
        });
        last = record.sequence();
        lastHash = record.hash();
        hashes.put(last, lastHash);
    }

    private void signature(EventRecord record, LoggedEvent event, HeadSigned head, boolean gap) {
        if (head.upTo() != event.sequence() - 1) {
            fault(record, "it signs up to event " + head.upTo() + " and not up to the one before it");
            return;
        }
        if (!gap && !head.hash().equals(lastHash)) {
            fault(record, "it signs the hash " + head.hash() + ", but event " + last + " has the hash " + lastHash);
            return;
        }
        PublicKey key = keys.get(head.key());
        if (key == null) {
            fault(record, "it is signed with the key " + head.key() + ", which is not among the keys given");
        } else if (!HeadSignature.holds(key, window, head)) {
            fault(record, "its signature does not hold under the key " + head.key());
        } else {
            signedUpTo = head.upTo();
            lastSignature = event.sequence();
        }
    }

    private void evolve(EventRecord record, LoggedEvent event) {
        if (!placed) {
            return;
        }
        try {
            state = Evolve.evolve(state, event);
        } catch (BrokenLogException e) {
            fault(record, String.valueOf(e.getMessage()));
            placed = false;
            return;
        }
        entries.add(new History.Entry(event, state));
        if (endedAt == 0 && state instanceof Window known && known.status().isFinal()) {
            endedAt = event.sequence();
        }
    }

    WindowLog result(@Nullable Anchor anchor) {
        List<Fault> all = new ArrayList<>(faults);
        if (endedAt > signedUpTo) {
            all.add(new Fault(
                    window, endedAt, -1, -1, "the window's end is in the unsigned tail: no valid signature covers it"));
        }
        if (anchor != null) {
            anchor(anchor, all);
        }
        return new WindowLog(window, new History(entries), all, redelivered, signedUpTo, (int) (last - lastSignature));
    }

    private void anchor(Anchor anchor, List<Fault> all) {
        if (anchor.sequence() > last) {
            all.add(new Fault(
                    window,
                    anchor.sequence(),
                    -1,
                    -1,
                    "the log ends with event " + last + ", but its head was noted at " + anchor.sequence()
                            + ": the tail is cut off"));
            return;
        }
        String hash = hashes.get(anchor.sequence());
        if (!anchor.hash().equals(hash)) {
            String there = hash == null ? "is missing" : "has the hash " + hash;
            all.add(new Fault(
                    window,
                    anchor.sequence(),
                    -1,
                    -1,
                    "the head was noted here with the hash " + anchor.hash() + ", but the event " + there));
        }
    }

    private void fault(EventRecord record, String sentence) {
        faults.add(new Fault(
                window,
                record.sequence(),
                record.found().partition(),
                record.found().offset(),
                sentence));
    }
}
