@NullMarked
package io.tidegate.cli.replay;

import org.jspecify.annotations.NullMarked;
