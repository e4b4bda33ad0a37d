/** What the agent has promised and what came of it, on disk before it is done or said. */
@NullMarked
package io.tidegate.dbagent.journal;

import org.jspecify.annotations.NullMarked;
