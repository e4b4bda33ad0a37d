package io.tidegate.orchestrator.store;

import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans by their hash, which says all of them: what was read once need not be read again. */
final class Plans {
    /** A plan takes some twenty kilobytes of memory. */
    private static final int REMEMBERED = 500;

    private final Recent<String, Plan> known = new Recent<>(REMEMBERED);

    void remember(String hash, Plan plan) {
        known.put(hash, plan);
    }

    /** @throws IllegalStateException when there is none of a hash */
    Map<String, Plan> of(Connection connection, Collection<String> hashes) throws SQLException {
        Map<String, Plan> plans = new HashMap<>();
        Set<String> missing = new HashSet<>();
        for (String hash : hashes) {
            Plan plan = known.get(hash);
            if (plan == null) {
                missing.add(hash);
            } else {
                plans.put(hash, plan);
            }
        }
        if (!missing.isEmpty()) {
            plans.putAll(read(connection, missing));
        }
        return plans;
    }

    private Map<String, Plan> read(Connection connection, Set<String> hashes) throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT hash, body FROM orchestrator.plan WHERE hash = ANY (?)")) {
            select.setArray(1, Columns.texts(connection, hashes.stream()));
            Map<String, Plan> plans = new HashMap<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    plans.put(row.getString(1), Json.read(row.getString(2), Plan.class));
                }
            }
            List<String> lost = new ArrayList<>(hashes);
            lost.removeAll(plans.keySet());
            if (!lost.isEmpty()) {
                throw new IllegalStateException("no plan of hash " + lost.getFirst());
            }
            plans.forEach(known::put);
            return plans;
        }
    }
}
