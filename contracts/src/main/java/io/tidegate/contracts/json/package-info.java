/** JSON as Tidegate writes and reads it, and its canonical form (RFC 8785). */
@NullMarked
package io.tidegate.contracts.json;

import org.jspecify.annotations.NullMarked;
