/** What the application asks of the target, by {@code pg_stat_statements}. */
@NullMarked
package io.tidegate.dbagent.workload;

import org.jspecify.annotations.NullMarked;
