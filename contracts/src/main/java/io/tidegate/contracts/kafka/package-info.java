/** Topics, and how a message becomes a Kafka record (CloudEvents 1.0, binary binding). */
@NullMarked
package io.tidegate.contracts.kafka;

import org.jspecify.annotations.NullMarked;
