@NullMarked
package io.tidegate.local.stack;

import org.jspecify.annotations.NullMarked;
