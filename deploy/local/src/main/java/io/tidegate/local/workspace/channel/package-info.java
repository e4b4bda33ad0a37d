/** What is said in the workspace, and who is there. Pure, but for the file that remembers it. */
@NullMarked
package io.tidegate.local.workspace.channel;

import org.jspecify.annotations.NullMarked;
