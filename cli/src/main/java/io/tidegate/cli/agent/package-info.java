/** The db-agent's own commands, {@code tidegate backup} and {@code tidegate activity}. */
@NullMarked
package io.tidegate.cli.agent;

import org.jspecify.annotations.NullMarked;
