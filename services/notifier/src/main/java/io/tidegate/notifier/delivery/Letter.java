package io.tidegate.notifier.delivery;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.notifier.notice.NoticeFacts;

/**
 * One notice to one address.
 *
 * @param id of its row in the ledger
 * @param attempt 1 for the first
 */
public record Letter(long id, NoticeFacts facts, Plan.Medium medium, String address, int attempt) {
    /** Without the address. */
    @Override
    public String toString() {
        return "window=" + facts.window() + " notice=" + facts.notice() + " audience=" + facts.audience() + " medium="
                + Media.label(medium) + " letter=" + id + " attempt=" + attempt;
    }
}
