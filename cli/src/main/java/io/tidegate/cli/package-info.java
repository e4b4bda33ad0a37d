/** The command line {@code tidegate}. */
@NullMarked
package io.tidegate.cli;

import org.jspecify.annotations.NullMarked;
