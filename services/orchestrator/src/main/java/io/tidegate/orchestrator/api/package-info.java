/** Reading windows over HTTP. */
@NullMarked
package io.tidegate.orchestrator.api;

import org.jspecify.annotations.NullMarked;
