/** Texts for people, in Slack's mrkdwn. Pure. */
@NullMarked
package io.tidegate.slackbot.text;

import org.jspecify.annotations.NullMarked;
