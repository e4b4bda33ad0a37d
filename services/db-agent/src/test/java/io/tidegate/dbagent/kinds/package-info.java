@NullMarked
package io.tidegate.dbagent.kinds;

import org.jspecify.annotations.NullMarked;
