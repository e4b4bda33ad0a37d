/** Running the migration on a restored copy before the window. */
@NullMarked
package io.tidegate.dbagent.rehearsal;

import org.jspecify.annotations.NullMarked;
