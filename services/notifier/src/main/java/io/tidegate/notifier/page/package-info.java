/** What the public sees: the status page, its summary, feeds, live stream and the banner. */
@NullMarked
package io.tidegate.notifier.page;

import org.jspecify.annotations.NullMarked;
