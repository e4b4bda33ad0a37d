/** A chat workspace on this machine that a Slack bot can take for Slack. */
@NullMarked
package io.tidegate.local.workspace;

import org.jspecify.annotations.NullMarked;
