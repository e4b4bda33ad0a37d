@NullMarked
package io.tidegate.notifier.running;

import org.jspecify.annotations.NullMarked;
