package io.tidegate.contracts;

/**
 * Whatever crosses Kafka: a command, an event, a task or a report. Each of these four families is sealed; every record
 * in them carries a {@link MessageType}. {@link PayloadTypes} lists them all.
 */
public interface Payload {}
