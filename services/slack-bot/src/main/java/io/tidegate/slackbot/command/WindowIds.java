package io.tidegate.slackbot.command;

import io.tidegate.contracts.log.HashChain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ids of windows and of wishes. Both follow from what Slack sent, so that a retry is the same wish. */
public final class WindowIds {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WindowIds() {}

    /** {@code portion-size-20261120-2255-3f9a}. */
    public static String window(String plan, Instant now, String triggerId) {
        String digits = HashChain.hash(triggerId.getBytes(StandardCharsets.UTF_8));
        return plan + "-" + MINUTE.format(now) + "-" + digits.substring(0, 4);
    }

    public static String slashCommand(String triggerId) {
        return "slack:trigger:" + triggerId;
    }

    public static String button(String messageTs, String actionTs) {
        return "slack:button:" + messageTs + ":" + actionTs;
    }
}
