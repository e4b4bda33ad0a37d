@NullMarked
package io.tidegate.notifier.settings;

import org.jspecify.annotations.NullMarked;
