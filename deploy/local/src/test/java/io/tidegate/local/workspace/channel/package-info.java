@NullMarked
package io.tidegate.local.workspace.channel;

import org.jspecify.annotations.NullMarked;
