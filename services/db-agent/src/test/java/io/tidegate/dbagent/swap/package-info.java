@NullMarked
package io.tidegate.dbagent.swap;

import org.jspecify.annotations.NullMarked;
