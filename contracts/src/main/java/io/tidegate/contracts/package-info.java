/** What crosses Kafka and what it means: the only thing that Tidegate's services share. */
@NullMarked
package io.tidegate.contracts;

import org.jspecify.annotations.NullMarked;
