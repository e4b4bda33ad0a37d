package io.tidegate.notifier.mail;

import java.util.HashSet;
import java.util.Set;

/** Subscriptions in memory, with tokens that can be told. */
final class FakeSubscriptions implements Subscriptions {
    private static final String TOKEN = "token-of-";
    private final Set<String> stopped = new HashSet<>();

    @Override
    public String token(String addressKey) {
        return TOKEN + addressKey;
    }

    @Override
    public boolean isKnown(String token) {
        return token.startsWith(TOKEN);
    }

    @Override
    public boolean stop(String token) {
        return isKnown(token) && (stopped.add(token) || stopped.contains(token));
    }
}
