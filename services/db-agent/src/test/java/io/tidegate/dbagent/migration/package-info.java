@NullMarked
package io.tidegate.dbagent.migration;

import org.jspecify.annotations.NullMarked;
