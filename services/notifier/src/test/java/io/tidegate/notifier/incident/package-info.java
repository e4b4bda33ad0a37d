@NullMarked
package io.tidegate.notifier.incident;

import org.jspecify.annotations.NullMarked;
