/** What the orchestrator hands to an agent. */
@NullMarked
package io.tidegate.contracts.task;

import org.jspecify.annotations.NullMarked;
