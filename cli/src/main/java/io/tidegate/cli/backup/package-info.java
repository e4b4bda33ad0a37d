/** {@code tidegate backup}. */
@NullMarked
package io.tidegate.cli.backup;

import org.jspecify.annotations.NullMarked;
