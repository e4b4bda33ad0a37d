/** What an operator sets, checked before anything starts. */
@NullMarked
package io.tidegate.orchestrator.settings;

import org.jspecify.annotations.NullMarked;
