package io.tidegate.cli.local;

import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.LocalTarget;
import java.sql.SQLException;

/** Asks the target itself, past the agent, for what the runbook says the migration leaves. */
final class TargetProof {
    private TargetProof() {}

    static Proof of(LocalTarget target, Example example) {
        try {
            String found = String.join(" ", target.ask(example.proof().sql()));
            return found.equals(example.proof().rows())
                    ? new Proof(
                            true, "the target itself says: " + example.proof().says())
                    : new Proof(
                            false,
                            "the target says '" + found + "', expected '"
                                    + example.proof().rows() + "'");
        } catch (SQLException e) {
            return new Proof(false, "the target cannot be asked: " + e.getMessage());
        }
    }
}
