/** What goes into the channel: one at a time, in order, at Slack's pace. */
@NullMarked
package io.tidegate.slackbot.posting;

import org.jspecify.annotations.NullMarked;
