@NullMarked
package io.tidegate.contracts.plan;

import org.jspecify.annotations.NullMarked;
