/** Signed requests from Slack: verified, understood, answered at once. */
@NullMarked
package io.tidegate.slackbot.request;

import org.jspecify.annotations.NullMarked;
