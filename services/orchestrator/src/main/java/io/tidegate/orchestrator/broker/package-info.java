/** The Kafka broker: its topics, and clients of it. */
@NullMarked
package io.tidegate.orchestrator.broker;

import org.jspecify.annotations.NullMarked;
