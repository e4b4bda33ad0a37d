/** The page of the workspace, and the JSON that it and the tests use. */
@NullMarked
package io.tidegate.local.workspace.page;

import org.jspecify.annotations.NullMarked;
