/** A window: the commands it takes, the events that happen to it, and the state that they add up to. */
@NullMarked
package io.tidegate.contracts.window;

import org.jspecify.annotations.NullMarked;
