package io.tidegate.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt. Reasons are for people and never hold an address. */
public sealed interface Outcome {

    /** @param providerId what the other side calls the message; null where it gives no name */
    record Sent(@Nullable String providerId) implements Outcome {
        /** Without the name: WhatsApp's holds the phone number. */
        @Override
        public String toString() {
            return "Sent";
        }
    }

    /** Refused for good. */
    record Failed(String reason) implements Outcome {}

    /**
     * Nothing has left; another attempt may do better.
     *
     * @param retryAfter the other side asked for at least this much patience; null where it did not say
     */
    record Later(String reason, @Nullable Duration retryAfter) implements Outcome {}

    /** It may have left: a second attempt could be a second copy. */
    record Uncertain(String reason) implements Outcome {}
}
