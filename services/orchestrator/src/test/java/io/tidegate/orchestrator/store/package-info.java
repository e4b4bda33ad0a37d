@NullMarked
package io.tidegate.orchestrator.store;

import org.jspecify.annotations.NullMarked;
