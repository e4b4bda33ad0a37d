package io.tidegate.local.junit;

import io.tidegate.local.kafka.KafkaBroker;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Directories;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The servers of this JVM, as processes of this machine. */
final class Servers {
    private static final Servers OF_THIS_JVM = new Servers();

    private @Nullable Kafka kafka;
    private @Nullable Postgres postgres;

    static Servers ofThisJvm() {
        return OF_THIS_JVM;
    }

    synchronized Kafka kafka() {
        if (kafka == null) {
            kafka = Containers.kafka().orElseGet(() -> new LocalKafka(KafkaBroker.create(directory("kafka"))));
        }
        return kafka;
    }

    synchronized Postgres postgres() {
        if (postgres == null) {
            postgres = Containers.postgres()
                    .orElseGet(() ->
                            new LocalPostgres(PostgresCluster.create(directory("postgres")), PostgresCluster::restart));
        }
        return postgres;
    }

    private static Path directory(String name) {
        Path parent = Directories.temporary("tidegate-test-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(parent), "clean " + name));
        return parent.resolve(name);
    }

    private record LocalKafka(KafkaBroker broker) implements Kafka {
        LocalKafka {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "end Kafka"));
        }

        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public void stop() {
            broker.stop();
        }

        @Override
        public void start() {
            broker.start();
        }
    }
}
