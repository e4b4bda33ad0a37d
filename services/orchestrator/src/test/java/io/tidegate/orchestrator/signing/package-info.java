@NullMarked
package io.tidegate.orchestrator.signing;

import org.jspecify.annotations.NullMarked;
