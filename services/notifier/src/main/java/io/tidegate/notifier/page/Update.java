package io.tidegate.notifier.page;

import java.time.Instant;

/**
 * Something that the public was told, or can be told.
 *
 * @param key unique in the window and the same for ever
 * @param standing where the maintenance stood
 * @param body plain text; paragraphs are set apart by an empty line
 * @param overtaken it said that all was done, and then the window was rolled back
 */
public record Update(String key, Standing standing, String title, String body, Instant at, boolean overtaken) {}
