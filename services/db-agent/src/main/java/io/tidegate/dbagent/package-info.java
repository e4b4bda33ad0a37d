@NullMarked
package io.tidegate.dbagent;

import org.jspecify.annotations.NullMarked;
