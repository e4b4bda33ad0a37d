/** Calls to incident services: PagerDuty, Opsgenie, and whatever takes JSON. */
@NullMarked
package io.tidegate.notifier.incident;

import org.jspecify.annotations.NullMarked;
