package io.tidegate.local.stack;

import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What a person would write beside the database: the agent's configuration, and the application's settings. */
final class AgentFiles {
    private static final String PRIVATE = "rw-------";

    private AgentFiles() {}

    /**
     * @param home directory of the agent
     * @param application directory of the application
     * @param migrations directory under examples/portion-size
     * @return the configuration's file
     */
    static Path write(
            Path home, Path application, int applicationPort, String migrations, PostgresCluster cluster, String key) {
        Path root = Root.path();
        Path service = root.resolve("deploy/local/application/service");
        String configuration = """
                target: sppg
                home: "%s"
                postgres-bin: "%s"
                database:
                  host: %s
                  port: %d
                  name: %s
                  admin-user: %s
                  password-file: "%s"
                  application-role: %s
                  maintenance-database: postgres
                migrations:
                  portion-size: { directory: "%s" }
                hooks:
                  stop-app: { command: ["%s", "%s", stop], limit: 30s }
                  start-app: { command: ["%s", "%s", start], limit: 60s }
                  deploy-new: { command: ["%s", "%s", deploy, "2"], limit: 30s }
                  deploy-previous: { command: ["%s", "%s", deploy, "1"], limit: 30s }
                  smoke-test: { command: ["%s", "%s", smoke], limit: 60s }
                checks:
                  app-health: { url: "http://127.0.0.1:%d/health" }
                """.formatted(
                        home,
                        cluster.binDirectory(),
                        cluster.host(),
                        cluster.port(),
                        TargetDatabase.NAME,
                        PostgresCluster.ADMIN,
                        cluster.passwordFile(),
                        TargetDatabase.APPLICATION_ROLE,
                        root.resolve("examples/portion-size").resolve(migrations),
                        service,
                        application,
                        service,
                        application,
                        service,
                        application,
                        service,
                        application,
                        service,
                        application,
                        applicationPort);
        String settings = """
                JAVA='%s'
                CLASS_PATH='%s'
                PORT='%d'
                DATABASE_URL='%s'
                DATABASE_USER='%s'
                DATABASE_PASSWORD='%s'
                """.formatted(
                        ServiceProcess.java(),
                        System.getProperty("java.class.path"),
                        applicationPort,
                        cluster.jdbcUrl(TargetDatabase.NAME),
                        TargetDatabase.APPLICATION_ROLE,
                        key);
        try {
            Files.createDirectories(home);
            Files.createDirectories(application);
            Path file = Files.writeString(home.resolve("agent.yaml"), configuration);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(PRIVATE));
            Path secrets = Files.writeString(application.resolve("settings"), settings);
            Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString(PRIVATE));
            Files.writeString(application.resolve("version"), "1\n");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the agent's files", e);
        }
    }
}
