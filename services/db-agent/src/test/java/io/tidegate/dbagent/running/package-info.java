@NullMarked
package io.tidegate.dbagent.running;

import org.jspecify.annotations.NullMarked;
