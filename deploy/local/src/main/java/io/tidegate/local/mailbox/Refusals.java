package io.tidegate.local.mailbox;

import java.util.Optional;

/** Which messages are refused for a while, because a test wants that. */
final class Refusals {
    private static final int PERMANENT = 500;

    private int left;
    private int code;

    /** @param code of SMTP: 4xx to come again, 5xx never to */
    synchronized void refuse(int messages, int code) {
        this.left = messages;
        this.code = code;
    }

    /** What the sender is told, if this one is refused. */
    synchronized Optional<String> next() {
        if (left == 0) {
            return Optional.empty();
        }
        left--;
        return Optional.of(
                code < PERMANENT
                        ? code + " 4.3.0 Not now, try again later"
                        : code + " 5.7.1 Not accepted, do not try again");
    }
}
