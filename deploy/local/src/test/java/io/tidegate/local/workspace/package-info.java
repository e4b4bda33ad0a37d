@NullMarked
package io.tidegate.local.workspace;

import org.jspecify.annotations.NullMarked;
