/** The bot's own reading of the event log: windows, and what is worth saying about them. */
@NullMarked
package io.tidegate.slackbot.window;

import org.jspecify.annotations.NullMarked;
