package io.tidegate.notifier.delivery;

import io.tidegate.contracts.window.Status;
import io.tidegate.notifier.notice.NoticeFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is owed which notice, and what became of it. An address gets a notice once: the attempt is in the ledger before it
 * is made.
 */
public interface Ledger {
    /** Why a notice may not go out in that state of its window; empty when it may. */
    @FunctionalInterface
    interface Objection {
        Optional<String> whyNot(NoticeFacts facts, Status now);
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
