/** Calls to endpoints that the agent's configuration has under a name. */
@NullMarked
package io.tidegate.dbagent.check;

import org.jspecify.annotations.NullMarked;
