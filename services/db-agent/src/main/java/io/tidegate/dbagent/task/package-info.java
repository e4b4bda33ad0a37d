/** From a task on Kafka to its report: each is journaled before it is acted on, and its end before it is told. */
@NullMarked
package io.tidegate.dbagent.task;

import org.jspecify.annotations.NullMarked;
