/** A first plan from a few answers. */
@NullMarked
package io.tidegate.cli.init;

import org.jspecify.annotations.NullMarked;
