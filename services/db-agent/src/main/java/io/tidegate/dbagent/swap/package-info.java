/** The safety copy: made before the migration, renamed into the target's place on rollback. */
@NullMarked
package io.tidegate.dbagent.swap;

import org.jspecify.annotations.NullMarked;
