@NullMarked
package io.tidegate.notifier.text;

import org.jspecify.annotations.NullMarked;
