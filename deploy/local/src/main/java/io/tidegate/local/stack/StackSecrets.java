package io.tidegate.local.stack;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets of one run, made anew each time. {@code toString} tells none of them. */
record StackSecrets(
        String slackSigning,
        String slackToken,
        String whatsAppToken,
        String whatsAppApp,
        String whatsAppVerify,
        String application,
        String agent) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static StackSecrets fresh() {
        return new StackSecrets(secret(), "xoxb-" + secret(), secret(), secret(), secret(), secret(), secret());
    }

    @Override
    public String toString() {
        return "StackSecrets";
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
