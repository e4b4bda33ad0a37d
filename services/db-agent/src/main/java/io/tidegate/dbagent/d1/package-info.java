/** Step kinds on a database of Cloudflare D1, which is SQLite, driven through Wrangler. */
@NullMarked
package io.tidegate.dbagent.d1;

import org.jspecify.annotations.NullMarked;
