/** Files that people write and read. */
@NullMarked
package io.tidegate.cli.text;

import org.jspecify.annotations.NullMarked;
