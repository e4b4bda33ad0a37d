/** The event store: one PostgreSQL transaction for each input. */
@NullMarked
package io.tidegate.orchestrator.store;

import org.jspecify.annotations.NullMarked;
