@NullMarked
package io.tidegate.cli.plan;

import org.jspecify.annotations.NullMarked;
