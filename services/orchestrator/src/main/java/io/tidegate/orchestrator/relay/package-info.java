/** From the outbox to Kafka, in order. */
@NullMarked
package io.tidegate.orchestrator.relay;

import org.jspecify.annotations.NullMarked;
