/** Tests of what metrics are and may be. */
@NullMarked
package io.tidegate.dbagent.metrics;

import org.jspecify.annotations.NullMarked;
