@NullMarked
package io.tidegate.notifier.delivery;

import org.jspecify.annotations.NullMarked;
