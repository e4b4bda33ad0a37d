/** Places elsewhere that keep copies of backups. */
@NullMarked
package io.tidegate.dbagent.backup.store;

import org.jspecify.annotations.NullMarked;
