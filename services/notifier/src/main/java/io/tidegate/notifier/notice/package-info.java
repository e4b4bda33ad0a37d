/** What a notice says and whether it is still true. Pure. */
@NullMarked
package io.tidegate.notifier.notice;

import org.jspecify.annotations.NullMarked;
