@NullMarked
package io.tidegate.cli.diff;

import org.jspecify.annotations.NullMarked;
