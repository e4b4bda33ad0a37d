/** A real PostgreSQL cluster of our own. */
@NullMarked
package io.tidegate.local.postgres;

import org.jspecify.annotations.NullMarked;
