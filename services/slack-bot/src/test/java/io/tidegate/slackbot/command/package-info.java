@NullMarked
package io.tidegate.slackbot.command;

import org.jspecify.annotations.NullMarked;
