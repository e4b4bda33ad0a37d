package io.tidegate.local.whatsapp;

import java.util.Optional;

/** What goes wrong for a while, because a test wants that. */
final class Faults {
    private int answersLeft;
    private int failuresLeft;
    private int code;
    private boolean twice;
    private boolean outOfOrder;

    /** @param code with which the next requests are answered */
    synchronized void refuse(int requests, int code) {
        this.answersLeft = requests;
        this.code = code;
    }

    /** @param code with which the next messages fail after they were taken */
    synchronized void fail(int messages, int code) {
        this.failuresLeft = messages;
        this.code = code;
    }

    synchronized void webhooks(boolean twice, boolean outOfOrder) {
        this.twice = twice;
        this.outOfOrder = outOfOrder;
    }

    synchronized Optional<CloudError> refusal() {
        return answersLeft > 0 && answersLeft-- > 0 ? wanted() : Optional.empty();
    }

    synchronized Optional<CloudError> failure() {
        return failuresLeft > 0 && failuresLeft-- > 0 ? wanted() : Optional.empty();
    }

    private Optional<CloudError> wanted() {
        return Optional.of(CloudError.of(code, "wanted by a test"));
    }

    synchronized boolean twice() {
        return twice;
    }

    synchronized boolean outOfOrder() {
        return outOfOrder;
    }
}
