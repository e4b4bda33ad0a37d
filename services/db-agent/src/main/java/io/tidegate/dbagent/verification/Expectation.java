package io.tidegate.dbagent.verification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One kind of thing that a plan expects of the migrated database. */
@FunctionalInterface
interface Expectation {
    /** A sentence for each thing that is not so; none when all is. */
    List<String> unmet(Connection connection) throws SQLException;
}
