/** Programs that the agent runs, and ends, also after a crash of its own. */
@NullMarked
package io.tidegate.dbagent.program;

import org.jspecify.annotations.NullMarked;
