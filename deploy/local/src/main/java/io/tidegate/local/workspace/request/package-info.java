/** What Slack sends to a bot: signed slash commands, button presses and filled-in modals, and what the bot may answer later. */
@NullMarked
package io.tidegate.local.workspace.request;

import org.jspecify.annotations.NullMarked;
