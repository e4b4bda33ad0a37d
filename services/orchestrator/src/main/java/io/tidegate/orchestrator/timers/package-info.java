/** When something happens by itself: timers follow from the state, and whoever holds the lease fires them. */
@NullMarked
package io.tidegate.orchestrator.timers;

import org.jspecify.annotations.NullMarked;
