@NullMarked
package io.tidegate.slackbot.posting;

import org.jspecify.annotations.NullMarked;
