/**
 * A window played from its plan before anybody relies on it: the orchestrator's own rules and timers, the notifier's own
 * words, imaginary people, an imaginary agent and a clock that jumps.
 */
@NullMarked
package io.tidegate.cli.simulation;

import org.jspecify.annotations.NullMarked;
