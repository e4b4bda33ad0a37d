@NullMarked
package io.tidegate.cli.init;

import org.jspecify.annotations.NullMarked;
