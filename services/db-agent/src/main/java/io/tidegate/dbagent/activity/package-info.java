/** When the target is busy: what its transactions say of each hour of the week. */
@NullMarked
package io.tidegate.dbagent.activity;

import org.jspecify.annotations.NullMarked;
