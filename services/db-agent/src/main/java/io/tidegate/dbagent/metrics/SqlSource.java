package io.tidegate.dbagent.metrics;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A query of the configuration on the target, as the agent's role, in a transaction that may only read. */
final class SqlSource implements MetricSource {
    private final TargetServer server;
    private final AgentConfig.Query query;
    private final Duration limit;

    /** @param limit after which the server ends the query */
    SqlSource(TargetServer server, AgentConfig.Query query, Duration limit) {
        this.server = server;
        this.query = query;
        this.limit = limit;
    }

    @Override
    public Reading read() {
        try (Connection connection = server.target();
                Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = on");
            statement.execute("SET statement_timeout = " + limit.toMillis());
            statement.setMaxRows(2);
            try (ResultSet row = statement.executeQuery(query.sql())) {
                return number(row);
            }
        } catch (SQLException e) {
            return new Reading.Unreachable("cannot be asked for: " + Sql.reason(e));
        }
    }

    private static Reading number(ResultSet row) throws SQLException {
        if (row.getMetaData().getColumnCount() != 1) {
            return new Reading.Unreachable("has " + row.getMetaData().getColumnCount()
                    + " columns: write a query with one number as its answer");
        }
        if (!row.next()) {
            return new Reading.Nothing("has no row");
        }
        Object value = row.getObject(1);
        if (row.next()) {
            return new Reading.Unreachable("has more than one row: write a query with one number as its answer");
        }
        return switch (value) {
            case null -> new Reading.Nothing("is NULL");
            case BigDecimal number -> new Reading.Value(number.doubleValue());
            case Number number ->
                Double.isFinite(number.doubleValue())
                        ? new Reading.Value(number.doubleValue())
                        : new Reading.Nothing("is " + number);
            default -> new Reading.Unreachable("is no number: cast what the query answers");
        };
    }
}
