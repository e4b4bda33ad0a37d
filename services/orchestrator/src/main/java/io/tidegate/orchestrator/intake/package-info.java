/** From Kafka to the store: commands and reports. */
@NullMarked
package io.tidegate.orchestrator.intake;

import org.jspecify.annotations.NullMarked;
