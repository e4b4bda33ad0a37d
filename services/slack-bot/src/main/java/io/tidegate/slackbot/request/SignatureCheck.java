package io.tidegate.slackbot.request;

import com.slack.api.app_backend.SlackSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is a request Slack's? Says so before anything of it is parsed.
 *
 * <p>The SDK's verifier accepts timestamps of any age in the future, so the age is checked here, in both directions.
 */
final class SignatureCheck {
    /** Slack, "Verifying requests from Slack": five minutes. */
    static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private final SlackSignature.Generator signatures;
    private final Clock clock;

    SignatureCheck(String signingSecret, Clock clock) {
        this.signatures = new SlackSignature.Generator(signingSecret);
        this.clock = clock;
    }

    /**
     * @param timestamp header {@code X-Slack-Request-Timestamp}
     * @param signature header {@code X-Slack-Signature}
     * @param body exactly as it came
     */
    boolean holds(@Nullable String timestamp, @Nullable String signature, byte[] body) {
        if (timestamp == null || signature == null || !isRecent(timestamp)) {
            return false;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        // Bytes that are no UTF-8 would be signed as other bytes than those that came.
        if (!MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), body)) {
            return false;
        }
        String expected = signatures.generate(timestamp, text);
        return expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isRecent(String timestamp) {
        if (!timestamp.matches("[0-9]{1,11}")) {
            return false;
        }
        Duration skew = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        // To the second, as the timestamp is.
        return Math.abs(skew.toSeconds()) <= MOST_SKEW.toSeconds();
    }
}
