@NullMarked
package io.tidegate.slackbot;

import org.jspecify.annotations.NullMarked;
