@NullMarked
package io.tidegate.contracts.log;

import org.jspecify.annotations.NullMarked;
