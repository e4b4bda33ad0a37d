@NullMarked
package io.tidegate.orchestrator.timers;

import org.jspecify.annotations.NullMarked;
