package io.tidegate.local.junit;

/** A real Kafka broker for tests. */
public interface Kafka {
    String bootstrapServers();

    /** Kafka is away, with its data kept. */
    void stop();

    /** Back on the same address and data. */
    void start();
}
