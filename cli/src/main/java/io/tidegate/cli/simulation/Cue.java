package io.tidegate.cli.simulation;

import io.tidegate.cli.people.Answers.Answer;
import io.tidegate.contracts.Actor;
import io.tidegate.orchestrator.window.Input;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What somebody imaginary does in answer to something, so long after it.
 *
 * @param answer to a question, given only while it is still asked for; null for what no question asks for
 */
record Cue(
        Duration after, Actor actor, Input input, @Nullable Answer answer) {
    Cue(Duration after, Actor actor, Input input) {
        this(after, actor, input, null);
    }
}
