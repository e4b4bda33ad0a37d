package io.tidegate.notifier.delivery;

import io.tidegate.notifier.notice.Matter;

/**
 * One notice, or one call, to one address.
 *
 * @param id of its row in the ledger
 * @param attempt 1 for the first
 */
public record Letter(long id, Matter matter, Carrier carrier, String address, int attempt) {
    /** Without the address. */
    @Override
    public String toString() {
        return matter.label() + " medium=" + carrier.label() + " letter=" + id + " attempt=" + attempt;
    }
}
