/** The agent's own configuration: what the names in a task stand for on this machine. */
@NullMarked
package io.tidegate.dbagent.config;

import org.jspecify.annotations.NullMarked;
