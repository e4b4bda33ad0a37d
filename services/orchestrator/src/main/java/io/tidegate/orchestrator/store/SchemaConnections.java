package io.tidegate.orchestrator.store;

import io.micronaut.context.annotation.Property;
import io.micronaut.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Flyway has connections of its own and none of the pool's: it locks on one and says nothing more there while it works
 * on another, and the pool's are ended when they are silent within a transaction.
 */
@Singleton
@Named(SchemaConnections.DATASOURCE)
final class SchemaConnections implements FlywayConfigurationCustomizer {
    static final String DATASOURCE = "default";

    private final String url;
    private final String user;
    private final String password;

    SchemaConnections(
            @Property(name = "datasources.default.url") String url,
            @Property(name = "datasources.default.username") String user,
            @Property(name = "datasources.default.password") String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public void customizeFluentConfiguration(FluentConfiguration configuration) {
        configuration.dataSource(url, user, password).initSql("SET lock_timeout = '20s'");
    }

    @Override
    public String getName() {
        return DATASOURCE;
    }
}
