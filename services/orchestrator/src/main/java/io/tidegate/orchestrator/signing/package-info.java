/** The key that signs the log's head. */
@NullMarked
package io.tidegate.orchestrator.signing;

import org.jspecify.annotations.NullMarked;
