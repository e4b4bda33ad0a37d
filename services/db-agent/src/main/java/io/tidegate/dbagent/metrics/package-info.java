/** Numbers that say how the application and its database fare: where they come from, and what they may be. */
@NullMarked
package io.tidegate.dbagent.metrics;

import org.jspecify.annotations.NullMarked;
