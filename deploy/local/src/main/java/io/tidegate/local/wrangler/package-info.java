/** The real Wrangler, for tests and for the local stack's D1 database. */
@NullMarked
package io.tidegate.local.wrangler;

import org.jspecify.annotations.NullMarked;
