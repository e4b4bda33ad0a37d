package io.tidegate.local.junit;

import io.tidegate.local.postgres.PostgresPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The same servers in containers, where a Docker engine answers. */
final class Containers {
    private static final String KAFKA_IMAGE = "apache/kafka-native:4.1.0";
    private static final String POSTGRES_IMAGE = "postgres:17";

    private Containers() {}

    static Optional<Kafka> kafka() {
        if (!engineAnswers()) {
            return Optional.empty();
        }
        var container = new KafkaContainer(DockerImageName.parse(KAFKA_IMAGE));
        container.start();
        return Optional.of(new ContainerKafka(container));
    }

    static Optional<Postgres> postgres() {
        if (!engineAnswers()) {
            return Optional.empty();
        }
        var container = new PostgreSQLContainer(DockerImageName.parse(POSTGRES_IMAGE))
                .withUsername("postgres")
                .withCommand(
                        "postgres",
                        "-c",
                        "shared_preload_libraries=pg_stat_statements",
                        "-c",
                        "wal_level=logical",
                        "-c",
                        "max_prepared_transactions=10");
        container.start();
        return Optional.of(new ContainerPostgres(container));
    }

    /** Asked only where an engine could be, because asking takes seconds. */
    private static boolean engineAnswers() {
        boolean possible = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return possible && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Paused rather than stopped when away, so that the mapped port stays. */
    private record ContainerKafka(KafkaContainer container) implements Kafka {
        @Override
        public String bootstrapServers() {
            return container.getBootstrapServers();
        }

        @Override
        public void stop() {
            container
                    .getDockerClient()
                    .pauseContainerCmd(container.getContainerId())
                    .exec();
        }

        @Override
        public void start() {
            container
                    .getDockerClient()
                    .unpauseContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    private record ContainerPostgres(PostgreSQLContainer container) implements Postgres {
        @Override
        public String host() {
            return container.getHost();
        }

        @Override
        public int port() {
            return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        }

        @Override
        public String adminUser() {
            return container.getUsername();
        }

        @Override
        public String adminPassword() {
            return container.getPassword();
        }

        @Override
        public String jdbcUrl(String database) {
            return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
        }

        @Override
        public String createDatabase(String name) {
            psql("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
            psql("CREATE DATABASE \"" + name + "\"");
            return jdbcUrl(name);
        }

        @Override
        public Path binDirectory() {
            return PostgresPrograms.directory();
        }

        @Override
        public void restart() {
            psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
        }

        private void psql(String statement) {
            try {
                var result = container.execInContainer("psql", "-U", adminUser(), "-d", "postgres", "-c", statement);
                if (result.getExitCode() != 0) {
                    throw new IllegalStateException(result.getStderr());
                }
            } catch (java.io.IOException e) {
                throw new IllegalStateException("cannot reach the container", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
