@NullMarked
package io.tidegate.contracts;

import org.jspecify.annotations.NullMarked;
