package io.tidegate.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which a payload crosses Kafka (the CloudEvents {@code type} attribute). It carries its version: a new
 * meaning is a new name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MessageType {
    /** For instance {@code tidegate.event.step-succeeded.v1}. */
    String value();
}
