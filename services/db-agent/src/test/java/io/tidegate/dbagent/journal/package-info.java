@NullMarked
package io.tidegate.dbagent.journal;

import org.jspecify.annotations.NullMarked;
