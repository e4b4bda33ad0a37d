@NullMarked
package io.tidegate.dbagent.gate;

import org.jspecify.annotations.NullMarked;
