@NullMarked
package io.tidegate.orchestrator.settings;

import org.jspecify.annotations.NullMarked;
