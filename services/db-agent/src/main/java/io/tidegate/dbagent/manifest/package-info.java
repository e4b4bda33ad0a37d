/** What belongs to a database and no copy of it carries. */
@NullMarked
package io.tidegate.dbagent.manifest;

import org.jspecify.annotations.NullMarked;
