@NullMarked
package io.tidegate.orchestrator.window;

import org.jspecify.annotations.NullMarked;
