package io.tidegate.notifier.delivery;

import java.time.Instant;

/** What a provider says later about a message that it took: twice, and in any order. */
@FunctionalInterface
public interface Receipts {
    /**
     * @param providerId what the provider calls the message
     * @param status its word for what became of it
     * @param code of the error; 0 for none
     * @param letter the ledger's id of the letter, where the provider gives it back; 0 where it does not
     */
    void note(String providerId, String status, int code, Instant at, long letter);
}
