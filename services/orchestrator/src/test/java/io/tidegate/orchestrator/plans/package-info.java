@NullMarked
package io.tidegate.orchestrator.plans;

import org.jspecify.annotations.NullMarked;
