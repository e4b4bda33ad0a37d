package io.tidegate.local.workspace.channel;

/**
 * A channel.
 *
 * @param name without {@code #}
 * @param joined whether the bot may post there
 */
public record Room(String id, String name, String topic, boolean joined) {}
