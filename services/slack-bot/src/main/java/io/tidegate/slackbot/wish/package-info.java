/** A person's wish on its way to the orchestrator. */
@NullMarked
package io.tidegate.slackbot.wish;

import org.jspecify.annotations.NullMarked;
