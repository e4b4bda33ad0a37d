package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import io.tidegate.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PgBouncer before a real PostgreSQL: its clients wait, and none fails. */
@Infrastructure
final class PgBouncerGateIT {
    private static final Work CLOSE = new Work.CloseGate("pool");
    private static final Work OPEN = new Work.OpenGate("pool");

    private final Target target;
    private final int port = Ports.free();
    private final Process bouncer;

    PgBouncerGateIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        Path files = Files.createDirectories(directory.resolve("bouncer"));
        Files.writeString(
                files.resolve("users"),
                "\"" + Target.APPLICATION + "\" \"" + Target.PASSWORD + "\"\n\"bouncer\" \"secret\"\n");
        Path ini = Files.writeString(
                files.resolve("pgbouncer.ini"), """
                [databases]
                kitchen = host=%s port=%d dbname=pgbouncer_gate_it
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = plain
                auth_file = %s/users
                admin_users = bouncer
                pool_mode = transaction
                ignore_startup_parameters = extra_float_digits
                """.formatted(postgres.host(), postgres.port(), port, files));
        Path password = Files.writeString(directory.resolve("bouncer-password"), "secret\n");
        target = Target.create(
                postgres,
                "pgbouncer_gate_it",
                directory,
                Map.of(),
                Map.of(),
                Map.of("pool", new Gate.PgBouncer("127.0.0.1", port, "bouncer", password, "kitchen")));
        bouncer = new ProcessBuilder(asOrdinaryUser(files, ini))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        Awaitility.await().ignoreExceptions().until(() -> count() == 3);
    }

    /** PgBouncer refuses to run as root. */
    private static List<String> asOrdinaryUser(Path files, Path ini) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
            for (Path each = files; each != null && each.startsWith("/tmp/"); each = each.getParent()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        command.addAll(List.of("/usr/sbin/pgbouncer", ini.toString()));
        return command;
    }

    @AfterEach
    void end() throws InterruptedException {
        bouncer.destroy();
        if (!bouncer.waitFor(10, TimeUnit.SECONDS)) {
            bouncer.destroyForcibly();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/kitchen?prepareThreshold=0",
                Target.APPLICATION,
                Target.PASSWORD);
    }

    private long count() throws SQLException {
        try (Connection connection = connect();
                var row = connection.createStatement().executeQuery("SELECT count(*) FROM dish")) {
            row.next();
            return row.getLong(1);
        }
    }

    private CompletableFuture<Long> counting() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return count();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void clientsThatComeMeanwhileWaitAndNoneFails() throws Exception {
        succeeded(target.run(CLOSE));
        succeeded(target.runAgain(CLOSE));
        List<CompletableFuture<Long>> clients = List.of(counting(), counting(), counting());
        Awaitility.await().during(Duration.ofMillis(300)).until(() -> clients.stream()
                .noneMatch(CompletableFuture::isDone));

        succeeded(target.run(OPEN));

        assertThat(clients).allSatisfy(client -> assertThat(client.get(10, TimeUnit.SECONDS))
                .isEqualTo(3L));
        succeeded(target.runAgain(OPEN));
    }

    @Test
    void aTransactionThatDoesNotEndInTimeLetsEverybodyGoOn() throws Exception {
        try (Connection busy = connect()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("SELECT count(*) FROM dish");

            var result = failed(target.within(Duration.ofSeconds(2)).run(CLOSE), "timed-out");

            assertThat(result.reason()).contains("the clients go on").doesNotContain("secret");
            assertThat(counting().get(10, TimeUnit.SECONDS)).isEqualTo(3L);
            busy.rollback();
        }
    }
}
