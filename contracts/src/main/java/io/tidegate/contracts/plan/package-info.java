/** The plan: the declarative file that says everything about one migration. */
@NullMarked
package io.tidegate.contracts.plan;

import org.jspecify.annotations.NullMarked;
