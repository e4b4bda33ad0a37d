@NullMarked
package io.tidegate.contracts.kafka;

import org.jspecify.annotations.NullMarked;
