/** Gets what is owed to its addresses, each once, and reports what became of it. */
@NullMarked
package io.tidegate.notifier.delivery;

import org.jspecify.annotations.NullMarked;
