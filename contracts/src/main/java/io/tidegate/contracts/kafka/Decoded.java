package io.tidegate.contracts.kafka;

/** What a Kafka record turned out to be: a poison record is a value, never a dead listener. */
public sealed interface Decoded<T> {

    record Value<T>(T value) implements Decoded<T> {}

    /** @param reason a sentence for people, without the record's content */
    record Unreadable<T>(String reason) implements Decoded<T> {}
}
