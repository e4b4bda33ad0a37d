package io.tidegate.dbagent.migration;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done or not done as one: a set in one transaction, a migration, a statement.
 *
 * @param set hash of the files it is of
 * @param file in the set; empty for the whole set
 * @param upTo the number of its last statement, or of the one under way
 * @param transaction its number on the server ({@code txid_current}), or null for what runs outside of one
 */
public record Unit(
        String set, String file, int upTo, @Nullable Long transaction, boolean done) {

    /** What became of a unit whose end nobody saw. */
    enum Fate {
        DONE,
        UNDONE,
        UNDER_WAY,
        UNKNOWN
    }

    public Unit asDone() {
        return new Unit(set, file, upTo, transaction, true);
    }

    Unit in(long number) {
        return new Unit(set, file, upTo, number, done);
    }

    /** The server remembers how a transaction ended (PostgreSQL, txid_status). */
    Fate fate(Connection connection) throws SQLException {
        if (done) {
            return Fate.DONE;
        }
        if (transaction == null) {
            return Fate.UNKNOWN;
        }
        try (var select = connection.prepareStatement("SELECT txid_status(?)")) {
            select.setLong(1, transaction);
            try (var row = select.executeQuery()) {
                row.next();
                return switch (String.valueOf(row.getString(1))) {
                    case "committed" -> Fate.DONE;
                    case "aborted" -> Fate.UNDONE;
                    case "in progress" -> Fate.UNDER_WAY;
                    // Long ago: forgotten.
                    default -> Fate.UNKNOWN;
                };
            }
        }
    }
}
