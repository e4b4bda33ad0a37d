/** Figures, each beside the raw tool in the same run. */
@NullMarked
package io.tidegate.benchmarks;

import org.jspecify.annotations.NullMarked;
