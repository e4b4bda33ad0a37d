/** {@code tidegate replay}: what happened to a window, from the Kafka log alone. */
@NullMarked
package io.tidegate.cli.replay;

import org.jspecify.annotations.NullMarked;
