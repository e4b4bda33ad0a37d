package io.tidegate.orchestrator.live;

import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;

/** What one orchestrator knows of the world: a line to PostgreSQL and one to Kafka. */
record Lines(Line postgres, Line kafka) implements AutoCloseable {

    static Lines to(Kafka kafka, Postgres postgres, Strike strike) {
        return new Lines(
                Line.toPostgres(postgres.host(), postgres.port(), strike),
                Line.toKafka(kafka.bootstrapServers(), strike));
    }

    /** From the outside its orchestrator is dead: the kernel closes the sockets of a killed process just so. */
    void cut() {
        postgres.cut();
        kafka.cut();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafka.port();
    }

    /** Without TLS, so that requests can be read on their way. */
    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database
                + "?sslmode=disable&gssEncMode=disable";
    }

    @Override
    public void close() {
        cut();
    }
}
