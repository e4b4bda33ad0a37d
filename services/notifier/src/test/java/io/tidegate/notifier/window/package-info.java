@NullMarked
package io.tidegate.notifier.window;

import org.jspecify.annotations.NullMarked;
