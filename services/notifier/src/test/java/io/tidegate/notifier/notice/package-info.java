@NullMarked
package io.tidegate.notifier.notice;

import org.jspecify.annotations.NullMarked;
