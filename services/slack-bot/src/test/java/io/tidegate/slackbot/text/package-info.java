@NullMarked
package io.tidegate.slackbot.text;

import org.jspecify.annotations.NullMarked;
