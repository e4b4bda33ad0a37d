package io.tidegate.local.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts each server when the first test asks for it; they end with the JVM. */
final class InfrastructureExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Kafka.class || type == Postgres.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var servers = Servers.ofThisJvm();
        return parameter.getParameter().getType() == Kafka.class ? servers.kafka() : servers.postgres();
    }
}
