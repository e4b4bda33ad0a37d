@NullMarked
package io.tidegate.contracts.json;

import org.jspecify.annotations.NullMarked;
