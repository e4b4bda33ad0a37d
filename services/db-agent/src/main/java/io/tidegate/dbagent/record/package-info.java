/** What steps leave on disk for later steps of the same window. */
@NullMarked
package io.tidegate.dbagent.record;

import org.jspecify.annotations.NullMarked;
