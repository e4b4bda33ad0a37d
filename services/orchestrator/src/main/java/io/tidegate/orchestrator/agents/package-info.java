/** Whether agents are heard. */
@NullMarked
package io.tidegate.orchestrator.agents;

import org.jspecify.annotations.NullMarked;
