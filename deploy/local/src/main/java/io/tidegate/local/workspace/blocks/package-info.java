/** Block Kit: what a message's blocks may be, and what can be pressed in them. */
@NullMarked
package io.tidegate.local.workspace.blocks;

import org.jspecify.annotations.NullMarked;
