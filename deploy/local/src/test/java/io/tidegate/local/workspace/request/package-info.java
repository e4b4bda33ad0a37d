@NullMarked
package io.tidegate.local.workspace.request;

import org.jspecify.annotations.NullMarked;
