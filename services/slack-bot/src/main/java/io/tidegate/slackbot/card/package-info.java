/** The live card: a window as Block Kit. */
@NullMarked
package io.tidegate.slackbot.card;

import org.jspecify.annotations.NullMarked;
