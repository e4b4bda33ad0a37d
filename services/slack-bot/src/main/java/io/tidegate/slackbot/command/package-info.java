/** What a person types after {@code /migration}, understood. Pure. */
@NullMarked
package io.tidegate.slackbot.command;

import org.jspecify.annotations.NullMarked;
