package io.tidegate.cli.local;

import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.stack.TargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks the target itself, past the agent, for what the runbook says the migration leaves. */
final class TargetProof {
    private static final String FOUND = """
            SELECT (SELECT format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                       || CASE WHEN atthasdef THEN ' DEFAULT' ELSE '' END
                    FROM pg_attribute
                    WHERE attrelid = 'menu_item_school_allocations'::regclass AND attname = 'portion_size'),
                   (SELECT count(*) FROM pg_constraint
                    WHERE conrelid = 'menu_item_school_allocations'::regclass
                      AND conname = 'check_portion_size' AND convalidated),
                   (SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                    WHERE indrelid = 'menu_item_school_allocations'::regclass
                      AND relname IN ('idx_portion_size', 'idx_menu_item_school_portion') AND indisvalid)
            """;

    private TargetProof() {}

    static Proof of(PostgresCluster cluster) {
        try (Connection target = cluster.connect(TargetDatabase.NAME);
                var statement = target.createStatement();
                var row = statement.executeQuery(FOUND)) {
            row.next();
            String column = row.getString(1);
            boolean holds = "character varying(10) NOT NULL".equals(column) && row.getInt(2) == 1 && row.getInt(3) == 2;
            return new Proof(
                    holds,
                    "the target has portion_size " + column + ", " + row.getInt(2) + " constraint and " + row.getInt(3)
                            + " valid indexes");
        } catch (SQLException e) {
            return new Proof(false, "the target cannot be asked: " + e.getMessage());
        }
    }
}
