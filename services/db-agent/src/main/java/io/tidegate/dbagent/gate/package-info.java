/** Closing what stands between users and the database, and opening it again as it was. */
@NullMarked
package io.tidegate.dbagent.gate;

import org.jspecify.annotations.NullMarked;
