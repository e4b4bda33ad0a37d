/** Report and post-mortem. */
@NullMarked
package io.tidegate.slackbot.report;

import org.jspecify.annotations.NullMarked;
