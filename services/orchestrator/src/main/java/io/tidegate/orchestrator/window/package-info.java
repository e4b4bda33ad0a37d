/** What may happen to a window, and what follows from it. Pure: no clock, no I/O. */
@NullMarked
package io.tidegate.orchestrator.window;

import org.jspecify.annotations.NullMarked;
