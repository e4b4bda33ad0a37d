/** The target's server as the agent sees it: connections, sessions, the lock, PostgreSQL's own programs. */
@NullMarked
package io.tidegate.dbagent.database;

import org.jspecify.annotations.NullMarked;
