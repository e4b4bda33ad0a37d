/** The plans that can be scheduled. */
@NullMarked
package io.tidegate.orchestrator.plans;

import org.jspecify.annotations.NullMarked;
