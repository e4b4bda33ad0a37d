/** What is to be said of a window when it is over, or in the middle: report and post-mortem, from its log alone. */
@NullMarked
package io.tidegate.slackbot.report;

import org.jspecify.annotations.NullMarked;
