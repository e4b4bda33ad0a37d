/** Commands that the agent's configuration has under a name. */
@NullMarked
package io.tidegate.dbagent.hook;

import org.jspecify.annotations.NullMarked;
