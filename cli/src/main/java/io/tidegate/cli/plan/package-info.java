/** {@code tidegate plan}: looking at plans before anybody relies on them. */
@NullMarked
package io.tidegate.cli.plan;

import org.jspecify.annotations.NullMarked;
