package io.tidegate.notifier.whatsapp;

import io.tidegate.notifier.delivery.Outcome;
import java.time.Duration;

/** What the Cloud API's error codes mean for a letter ("Error codes"). Only the code counts: the titles change. */
final class CloudErrors {
    /** About one message in six seconds may go to one number. */
    private static final Duration PAIR_RATE = Duration.ofSeconds(6);

    private static final Duration RATE = Duration.ofSeconds(10);
    private static final Duration UNTIL_SOMEONE_MENDS_IT = Duration.ofSeconds(30);
    private static final int SERVER_FAULT = 500;

    private CloudErrors() {}

    /** @param code 0 where the answer has none */
    static Outcome outcome(int code, int httpStatus) {
        return switch (code) {
            case 130429, 80007, 131048 -> new Outcome.Later(words(code, "rate limit"), RATE);
            case 131056 -> new Outcome.Later(words(code, "too many to this number at once"), PAIR_RATE);
            case 190, 0 -> withoutCode(code, httpStatus);
            case 131026 -> new Outcome.Failed(words(code, "the number cannot be reached"));
            case 131047 -> new Outcome.Failed(words(code, "the service window is closed"));
            case 132000, 132001, 132005, 132012, 132018 ->
                new Outcome.Failed(words(code, "the template is not as approved"));
            case 132015, 132016 -> new Outcome.Failed(words(code, "the template is paused"));
            // The Cloud API's own trouble: it has not taken the message.
            case 1, 2, 131000, 131016, 133004 -> new Outcome.Later(words(code, "the service is in trouble"), null);
            default -> new Outcome.Failed(words(code, "refused"));
        };
    }

    private static Outcome withoutCode(int code, int httpStatus) {
        if (code == 190 || httpStatus == 401) {
            // A new token may be given within the patience.
            return new Outcome.Later(words(190, "the access token is refused"), UNTIL_SOMEONE_MENDS_IT);
        }
        if (httpStatus == 429) {
            return new Outcome.Later("WhatsApp answered 429", RATE);
        }
        return httpStatus >= SERVER_FAULT
                // A gateway that says so may have handed the message on.
                ? new Outcome.Uncertain("WhatsApp answered " + httpStatus)
                : new Outcome.Failed("WhatsApp answered " + httpStatus);
    }

    private static String words(int code, String what) {
        return "WhatsApp error " + code + ": " + what;
    }
}
