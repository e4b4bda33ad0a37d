/** The whole local stack: everything that a window needs, each part a process of its own. */
@NullMarked
package io.tidegate.local.stack;

import org.jspecify.annotations.NullMarked;
