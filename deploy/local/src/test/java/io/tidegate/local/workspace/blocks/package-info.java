@NullMarked
package io.tidegate.local.workspace.blocks;

import org.jspecify.annotations.NullMarked;
