package io.tidegate.orchestrator.store;

import io.micronaut.context.annotation.Property;
import io.micronaut.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Flyway asks for two connections, one for its locks and its history and one for migrations, and so commits a migration
 * and the note of it one after the other: killed in between, it finds tables that it does not know of, with every start
 * from then on. Here both are one, and so is the transaction. It is none of the pool's: those are ended when nothing is
 * said in a transaction for a while.
 */
@Singleton
@Named(SchemaConnection.DATASOURCE)
final class SchemaConnection implements FlywayConfigurationCustomizer {
    static final String DATASOURCE = "default";

    private final String url;
    private final String user;
    private final String password;
    private @Nullable Connection connection;
    private int users;

    SchemaConnection(
            @Property(name = "datasources.default.url") String url,
            @Property(name = "datasources.default.username") String user,
            @Property(name = "datasources.default.password") String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public void customizeFluentConfiguration(FluentConfiguration configuration) {
        configuration.dataSource(source()).initSql("SET lock_timeout = '20s'");
    }

    @Override
    public String getName() {
        return DATASOURCE;
    }

    private DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (source, method, arguments) -> switch (method.getName()) {
                    case "getConnection" -> open();
                    case "toString" -> "the schema's connection";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private synchronized Connection open() throws SQLException {
        Connection shared = connection == null ? DriverManager.getConnection(url, user, password) : connection;
        connection = shared;
        users++;
        var open = new AtomicBoolean(true);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (one, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> {
                            if (open.getAndSet(false)) {
                                leave(shared);
                            }
                            return null;
                        }
                        case "isClosed" -> {
                            return !open.get() || shared.isClosed();
                        }
                        default -> {
                            try {
                                return method.invoke(shared, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    /** The last one closes it. */
    private synchronized void leave(Connection shared) throws SQLException {
        if (--users == 0) {
            connection = null;
            shared.close();
        }
    }
}
