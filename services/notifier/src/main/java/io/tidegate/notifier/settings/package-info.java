/** What the notifier is told at its start, validated. */
@NullMarked
package io.tidegate.notifier.settings;

import org.jspecify.annotations.NullMarked;
