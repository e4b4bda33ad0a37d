package io.tidegate.cli.simulation;

import io.tidegate.contracts.Actor;
import io.tidegate.orchestrator.window.Input;
import java.time.Duration;

/** What somebody imaginary does in answer to something, so long after it. */
record Cue(Duration after, Actor actor, Input input) {}
