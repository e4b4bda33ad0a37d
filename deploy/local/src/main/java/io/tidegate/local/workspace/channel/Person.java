package io.tidegate.local.workspace.channel;

/**
 * @param name the handle, as Slack's {@code user_name}
 * @param realName what people read
 * @param title the role
 */
public record Person(String id, String name, String realName, String title, String timeZone, boolean bot) {}
