@NullMarked
package io.tidegate.orchestrator;

import org.jspecify.annotations.NullMarked;
