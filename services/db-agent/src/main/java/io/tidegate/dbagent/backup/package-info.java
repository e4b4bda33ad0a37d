/** Backing the target up, and proving the backup by restoring it. */
@NullMarked
package io.tidegate.dbagent.backup;

import org.jspecify.annotations.NullMarked;
