@NullMarked
package io.tidegate.slackbot.card;

import org.jspecify.annotations.NullMarked;
