package io.tidegate.local.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class's methods and constructors a {@link Kafka} and a {@link Postgres} as parameters. One of each serves
 * all tests of a JVM. Containers where a Docker engine answers, else processes of this machine.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(InfrastructureExtension.class)
public @interface Infrastructure {}
