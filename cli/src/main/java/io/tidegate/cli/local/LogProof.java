package io.tidegate.cli.local;

import io.tidegate.cli.replay.Comparison;
import io.tidegate.cli.replay.KeyFiles;
import io.tidegate.cli.replay.Replay;
import io.tidegate.cli.replay.UnreachableException;
import io.tidegate.local.stack.Stack;
import java.util.List;

/** The Kafka log alone: chain and signatures hold, and it gives the state that the orchestrator tells. */
final class LogProof {
    private LogProof() {}

    static Proof of(Stack stack, String window) {
        try {
            var told = Comparison.fetch(stack.orchestrator(), window);
            Replay replay = Replay.read(stack.kafka(), window, List.of(KeyFiles.read(stack.signingKey())), null);
            var differences = Comparison.differences(replay, told);
            return new Proof(
                    replay.isVerified() && differences.isEmpty(),
                    "the log of " + replay.log().history().sequence() + " events "
                            + (replay.isVerified()
                                    ? "is verified"
                                    : "has faults: " + replay.log().faults())
                            + (differences.isEmpty()
                                    ? " and gives the orchestrator's state, field by field"
                                    : "; it differs from the orchestrator: " + differences));
        } catch (UnreachableException e) {
            return new Proof(false, String.valueOf(e.getMessage()));
        } catch (java.io.IOException e) {
            return new Proof(false, "the signing key cannot be read: " + e.getMessage());
        }
    }
}
