@NullMarked
package io.tidegate.dbagent.task;

import org.jspecify.annotations.NullMarked;
