/** What the notifier knows of each window: the fold of its events, and what it owes because of them. */
@NullMarked
package io.tidegate.notifier.window;

import org.jspecify.annotations.NullMarked;
