/** What agents and the notifier say back. */
@NullMarked
package io.tidegate.contracts.report;

import org.jspecify.annotations.NullMarked;
