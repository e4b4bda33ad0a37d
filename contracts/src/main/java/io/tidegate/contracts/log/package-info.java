/** The event log: envelope, hash chain, signatures, verification. */
@NullMarked
package io.tidegate.contracts.log;

import org.jspecify.annotations.NullMarked;
