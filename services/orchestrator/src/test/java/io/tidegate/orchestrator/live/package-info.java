@NullMarked
package io.tidegate.orchestrator.live;

import org.jspecify.annotations.NullMarked;
