@NullMarked
package io.tidegate.notifier;

import org.jspecify.annotations.NullMarked;
