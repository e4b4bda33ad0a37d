package io.tidegate.local.junit;

import io.tidegate.local.postgres.PostgresCluster;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A cluster of this machine.
 *
 * @param restarting what a restart is: asked for in peace, or by a kill
 */
public record LocalPostgres(PostgresCluster cluster, Consumer<PostgresCluster> restarting) implements Postgres {
    @Override
    public String host() {
        return cluster.host();
    }

    @Override
    public int port() {
        return cluster.port();
    }

    @Override
    public String adminUser() {
        return PostgresCluster.ADMIN;
    }

    @Override
    public String adminPassword() {
        return cluster.adminPassword();
    }

    @Override
    public String jdbcUrl(String database) {
        return cluster.jdbcUrl(database);
    }

    @Override
    public String createDatabase(String name) {
        return cluster.createDatabase(name);
    }

    @Override
    public Path binDirectory() {
        return cluster.binDirectory();
    }

    @Override
    public void restart() {
        restarting.accept(cluster);
    }
}
