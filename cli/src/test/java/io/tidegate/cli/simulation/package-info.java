@NullMarked
package io.tidegate.cli.simulation;

import org.jspecify.annotations.NullMarked;
