/** Closing the target to sessions, and letting them in again. */
@NullMarked
package io.tidegate.dbagent.access;

import org.jspecify.annotations.NullMarked;
