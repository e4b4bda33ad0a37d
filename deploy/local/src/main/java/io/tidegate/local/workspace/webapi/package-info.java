/** The part of Slack's Web API that a bot uses. */
@NullMarked
package io.tidegate.local.workspace.webapi;

import org.jspecify.annotations.NullMarked;
