package io.tidegate.notifier.delivery;

import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.notice.Matter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is owed which notice or call, and what became of it. An address gets each once: the attempt is in the ledger before
 * it is made.
 */
public interface Ledger {
    /** Why it may not go out while its window is like that; empty when it may. */
    @FunctionalInterface
    interface Objection {
        Optional<String> whyNot(Matter matter, Window now);
    }

    /**
     * Letters that are due and now on their way: nobody else gets them. Those to which there is an objection are skipped
     * with its reason.
     */
    List<Letter> take(int atMost, Objection objection);

    /** The letter did not leave; it is due again after the wait, unless patience is at its end: then it failed. */
    void postpone(Letter letter, String reason, Duration wait, Duration patience);

    void settle(Letter letter, Outcome outcome);

    /** Whatever is on its way was left by a sender that is no more: it may have left or not. @return how many */
    int giveUpOnTheirWay();

    /** Deliveries of which every letter is settled and that are not reported. */
    List<Account> toReport(int atMost);

    void reported(Account account);

    /** When the next letter is due; empty for none. */
    Optional<Instant> nextDue();
}
