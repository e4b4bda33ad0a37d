package io.tidegate.local.junit;

import java.nio.file.Path;

/** A real PostgreSQL server for tests. */
public interface Postgres {
    String host();

    int port();

    /** A superuser. */
    String adminUser();

    String adminPassword();

    String jdbcUrl(String database);

    /** A new, empty database; one of that name is dropped first. @return its JDBC URL */
    String createDatabase(String name);

    /** Where {@code pg_dump}, {@code pg_restore} and {@code psql} are on this machine. */
    Path binDirectory();

    /** Every session ends; the server is back on the same address when this returns. */
    void restart();
}
