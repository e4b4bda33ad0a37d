@NullMarked
package io.tidegate.slackbot.settings;

import org.jspecify.annotations.NullMarked;
