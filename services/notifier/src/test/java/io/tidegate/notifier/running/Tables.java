package io.tidegate.notifier.running;

import io.tidegate.local.junit.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A look into the ledger, for what nobody sees from outside: that an attempt was made. */
final class Tables {
    private final Postgres postgres;
    private final String jdbcUrl;

    Tables(Postgres postgres, String jdbcUrl) {
        this.postgres = postgres;
        this.jdbcUrl = jdbcUrl;
    }

    /** All attempts at letters of that window. */
    int attempts(String window) {
        return number("SELECT coalesce(sum(attempts), 0) FROM notifier.ledger WHERE window_id = ?", window);
    }

    /** Letters of that window that are on their way. */
    int onTheirWay(String window) {
        return number("SELECT count(*) FROM notifier.ledger WHERE window_id = ? AND state = 'sending'", window);
    }

    private int number(String sql, String window) {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl, postgres.adminUser(), postgres.adminPassword());
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, window);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
