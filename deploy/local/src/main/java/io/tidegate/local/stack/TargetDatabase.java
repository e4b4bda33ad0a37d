package io.tidegate.local.stack;

import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;

/** The kitchen's database: schema and as many allocations as asked, the same ones every time. */
public final class TargetDatabase {
    public static final String NAME = "sppg";
    public static final String APPLICATION_ROLE = "sppg_app";
    private static final String OWNER = "sppg_owner";
    private static final int SCHOOLS = 2_000;
    private static final int MENU_ITEMS = 1_500;

    private TargetDatabase() {}

    /** @param rows allocations */
    public static void create(PostgresCluster cluster, String applicationPassword, long rows) {
        try {
            try (Connection admin = cluster.connect("postgres");
                    var statement = admin.createStatement()) {
                statement.execute("CREATE ROLE " + OWNER + " NOLOGIN");
                statement.execute("CREATE ROLE " + APPLICATION_ROLE + " LOGIN PASSWORD "
                        + statement.enquoteLiteral(applicationPassword));
            }
            cluster.createDatabase(NAME);
            try (Connection database = cluster.connect(NAME);
                    var statement = database.createStatement()) {
                statement.execute(Files.readString(Root.path().resolve("examples/portion-size/schema.sql")));
                fill(database, rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the target database", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the example's schema", e);
        }
    }

    private static void fill(Connection database, long rows) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            // The rows refer to what is there by their making: a million look-ups would only prove it.
            statement.execute("SET session_replication_role = replica");
            statement.execute("""
                    INSERT INTO schools (name, category)
                    SELECT 'School ' || n, (ARRAY['SD', 'SMP', 'SMA'])[1 + n %% 3]
                    FROM generate_series(1, %d) AS n
                    """.formatted(SCHOOLS));
            statement.execute("""
                    INSERT INTO menu_items (name, served_on)
                    SELECT 'Menu ' || n, date '2026-01-01' + n %% 330
                    FROM generate_series(1, %d) AS n
                    """.formatted(MENU_ITEMS));
        }
        // Primes spread the rows over schools and menus without a random generator.
        try (var insert = database.prepareStatement("""
                INSERT INTO menu_item_school_allocations (menu_item_id, school_id, portions, date)
                SELECT 1 + (n * 7919) % ?, 1 + (n * 104729) % ?, 50 + n % 450, date '2026-01-01' + (n % 330)::integer
                FROM generate_series(1::bigint, ?) AS n
                """)) {
            insert.setInt(1, MENU_ITEMS);
            insert.setInt(2, SCHOOLS);
            insert.setLong(3, rows);
            insert.executeUpdate();
        }
        try (var statement = database.createStatement()) {
            statement.execute("RESET session_replication_role");
            statement.execute("VACUUM ANALYZE");
        }
    }
}
