/** Two versions of a plan, and what the difference means to people. */
@NullMarked
package io.tidegate.cli.diff;

import org.jspecify.annotations.NullMarked;
