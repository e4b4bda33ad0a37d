/** Is the database fit for a window? */
@NullMarked
package io.tidegate.dbagent.preflight;

import org.jspecify.annotations.NullMarked;
