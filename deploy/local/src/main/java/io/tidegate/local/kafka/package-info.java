/** A real Kafka broker as a child process. */
@NullMarked
package io.tidegate.local.kafka;

import org.jspecify.annotations.NullMarked;
