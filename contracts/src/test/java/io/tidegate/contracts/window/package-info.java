@NullMarked
package io.tidegate.contracts.window;

import org.jspecify.annotations.NullMarked;
