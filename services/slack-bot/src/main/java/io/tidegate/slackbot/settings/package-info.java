/** What the bot is told at its start, validated. */
@NullMarked
package io.tidegate.slackbot.settings;

import org.jspecify.annotations.NullMarked;
