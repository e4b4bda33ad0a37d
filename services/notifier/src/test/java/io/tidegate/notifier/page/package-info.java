@NullMarked
package io.tidegate.notifier.page;

import org.jspecify.annotations.NullMarked;
