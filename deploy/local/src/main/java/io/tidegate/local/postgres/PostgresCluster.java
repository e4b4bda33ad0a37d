package io.tidegate.local.postgres;

import io.tidegate.local.process.ChildProcess;
import io.tidegate.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private PostgreSQL cluster by the system's own programs. They refuse to run as root; then they run as the system's
 * {@code postgres} user.
 */
public final class PostgresCluster implements AutoCloseable {
    /** The superuser of the cluster. */
    public static final String ADMIN = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path home;
    private final int port;
    private final Path bin;
    private final String password;
    private @Nullable ChildProcess server;

    private PostgresCluster(Path home, int port, Path bin, String password) {
        this.home = home;
        this.port = port;
        this.bin = bin;
        this.password = password;
    }

    /**
     * Makes and starts a cluster.
     *
     * @param home a directory that does not exist yet, in one that everybody may pass through
     */
    public static PostgresCluster create(Path home) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        var cluster = new PostgresCluster(
                home, Ports.free(), PostgresPrograms.directory(), HexFormat.of().formatHex(random));
        cluster.initialise();
        cluster.start();
        return cluster;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public String adminPassword() {
        return password;
    }

    /** A file with the superuser's password and nothing else, readable for its owner alone. */
    public Path passwordFile() {
        return home.resolve("password");
    }

    /** Where {@code pg_dump} and {@code pg_restore} are. */
    public Path binDirectory() {
        return bin;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
    }

    /** A new, empty database; one of that name is dropped first. @return its JDBC URL */
    public String createDatabase(String name) {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement()) {
            String quoted = statement.enquoteIdentifier(name, true);
            statement.execute("DROP DATABASE IF EXISTS " + quoted + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + quoted);
            return jdbcUrl(name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
    }

    /** As the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), ADMIN, password);
    }

    public void start() {
        server = ChildProcess.start(
                "PostgreSQL",
                asServer(List.of(bin.resolve("postgres").toString(), "-D", data().toString())),
                Map.of("LC_ALL", "C.UTF-8"),
                home.resolve("server.log"));
        server.await(this::answers, START_LIMIT);
    }

    /** Fast shutdown: sessions are ended, data is on disk. */
    public void stop() {
        pgCtl("stop", "-m", "fast");
        if (server != null) {
            server.close();
        }
    }

    /** Kills every process of the server at once, as a loss of power does, and starts it again. */
    public void crash() {
        ProcessHandle server = serverProcess();
        Stream.concat(Stream.of(server), server.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        start();
    }

    private ProcessHandle serverProcess() {
        try {
            // Its first line (PostgreSQL, Database File Layout).
            long pid = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("the server does not run", e);
        }
    }

    public void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        ChildProcess running = server;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            stop();
        } catch (IllegalStateException e) {
            // The end of this JVM, which ends its children too, may have been faster.
            running.close();
        }
    }

    private Path data() {
        return home.resolve("data");
    }

    private void initialise() {
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(passwordFile(), password);
            Files.createFile(home.resolve("server.log"));
            if (PostgresPrograms.asRoot()) {
                own(home);
                own(passwordFile());
                own(home.resolve("server.log"));
            }
            Files.setPosixFilePermissions(passwordFile(), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + home, e);
        }
        ChildProcess.run(
                "initdb",
                asServer(List.of(
                        bin.resolve("initdb").toString(),
                        "-D",
                        data().toString(),
                        "-U",
                        ADMIN,
                        "--pwfile=" + passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync")),
                Map.of("LC_ALL", "C.UTF-8"),
                home.resolve("server.log"));
        configure();
    }

    private void configure() {
        String settings = """

                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = '%s'
                max_connections = 200
                shared_buffers = 256MB
                maintenance_work_mem = 256MB
                max_wal_size = 4GB
                checkpoint_timeout = 15min
                shared_preload_libraries = 'pg_stat_statements'
                wal_level = logical
                max_prepared_transactions = 10
                """.formatted(port, home);
        try {
            Path file = data().resolve("postgresql.conf");
            Files.writeString(file, Files.readString(file) + settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the settings of the cluster in " + home, e);
        }
    }

    private void pgCtl(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(bin.resolve("pg_ctl").toString(), "-D", data().toString(), "-w"));
        command.addAll(List.of(arguments));
        ChildProcess.run("pg_ctl", asServer(command), Map.of(), home.resolve("server.log"));
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> asServer(List<String> command) {
        if (!PostgresPrograms.asRoot()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("runuser", "-u", ADMIN, "--"));
        all.addAll(command);
        return all;
    }

    private static void own(Path path) throws IOException {
        var postgres = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ADMIN);
        Files.setOwner(path, postgres);
    }
}
