/** The local stack from the command line: {@code up} for people, {@code demo} for a whole window by itself. */
@NullMarked
package io.tidegate.cli.local;

import org.jspecify.annotations.NullMarked;
