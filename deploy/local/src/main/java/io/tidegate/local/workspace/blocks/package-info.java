/** Block Kit: what the blocks of messages and modals may be, and what can be pressed in them. */
@NullMarked
package io.tidegate.local.workspace.blocks;

import org.jspecify.annotations.NullMarked;
