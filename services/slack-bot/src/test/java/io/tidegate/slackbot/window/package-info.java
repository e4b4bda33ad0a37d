@NullMarked
package io.tidegate.slackbot.window;

import org.jspecify.annotations.NullMarked;
