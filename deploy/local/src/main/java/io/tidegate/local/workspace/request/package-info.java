/** What Slack sends to a bot: signed slash commands and button presses, and what the bot may answer later. */
@NullMarked
package io.tidegate.local.workspace.request;

import org.jspecify.annotations.NullMarked;
