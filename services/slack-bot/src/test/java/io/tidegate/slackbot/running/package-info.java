@NullMarked
package io.tidegate.slackbot.running;

import org.jspecify.annotations.NullMarked;
