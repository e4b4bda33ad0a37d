package io.tidegate.cli.local;

import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.stack.Example;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the target itself, past the agent, for what the runbook says the migration leaves. */
final class TargetProof {
    private TargetProof() {}

    static Proof of(PostgresCluster cluster, Example example) {
        try (Connection target = cluster.connect(example.database());
                var statement = target.createStatement();
                var row = statement.executeQuery(example.proof().sql())) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
            }
            String found = String.join(" ", values);
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
