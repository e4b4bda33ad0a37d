package io.tidegate.notifier.delivery;

import io.tidegate.contracts.plan.Plan;
import java.util.Arrays;
import java.util.Locale;

/** What carries letters to addresses. */
public enum Carrier {
    EMAIL,
    WHATSAPP,
    /** An incident service; its address is the name that the notifier's configuration has for it. */
    WEBHOOK;

    /** @throws IllegalArgumentException for a medium that is published and carries no letters */
    public static Carrier of(Plan.Medium medium) {
        return switch (medium) {
            case EMAIL -> EMAIL;
            case WHATSAPP -> WHATSAPP;
            case STATUS_PAGE, BANNER -> throw new IllegalArgumentException(medium + " carries no letters");
        };
    }

    /** @throws IllegalArgumentException for the chat, which is the bot's */
    public static Carrier of(Plan.Reach channel) {
        return switch (channel) {
            case EMAIL -> EMAIL;
            case WHATSAPP -> WHATSAPP;
            case WEBHOOK -> WEBHOOK;
            case CHAT -> throw new IllegalArgumentException("the bot calls people in the chat");
        };
    }

    /** As it stands in the ledger. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Carrier of(String label) {
        return Arrays.stream(values())
                .filter(carrier -> carrier.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing carries letters by '" + label + "'"));
    }

    /** The same for all ways in which people write one address. */
    public String addressKey(String address) {
        return switch (this) {
            case EMAIL -> address.strip().toLowerCase(Locale.ROOT);
            case WHATSAPP -> address.replaceAll("\\D", "");
            case WEBHOOK -> address;
        };
    }
}
