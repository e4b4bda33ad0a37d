/** Is the database as the migration should have left it? */
@NullMarked
package io.tidegate.dbagent.verification;

import org.jspecify.annotations.NullMarked;
