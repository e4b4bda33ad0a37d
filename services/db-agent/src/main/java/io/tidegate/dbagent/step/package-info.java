/** What a step kind is to the agent: run it, hear of it, end it. */
@NullMarked
package io.tidegate.dbagent.step;

import org.jspecify.annotations.NullMarked;
