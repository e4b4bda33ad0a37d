@NullMarked
package io.tidegate.dbagent.backup;

import org.jspecify.annotations.NullMarked;
