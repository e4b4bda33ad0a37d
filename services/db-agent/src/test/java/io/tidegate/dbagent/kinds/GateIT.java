package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static io.tidegate.dbagent.kinds.Target.APPLICATION;
import static io.tidegate.dbagent.kinds.Target.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates of the database itself, and those of services through programs that a stand-in plays. */
@Infrastructure
final class GateIT {
    private final Target target;
    private final Path directory;

    GateIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        this.directory = directory;
        Path standIn = script("service", """
                #!/bin/sh
                # Plays systemctl and docker compose: services are files, and every call is noted.
                cd "$(dirname "$0")"
                echo "$@" >>calls
                case "$*" in
                  "is-active --quiet "*) [ -e "running-$3" ] || exit 3 ;;
                  "stop "*) rm -f "running-$2" ;;
                  "start "*) touch "running-$2" ;;
                  *" ps --services --status running") ls | sed -n 's/^running-//p' ;;
                  *" stop "*|*" start "*)
                    shift 2; verb=$1; shift
                    for each; do if [ $verb = stop ]; then rm -f "running-$each"; else touch "running-$each"; fi; done ;;
                  *) exit 9 ;;
                esac
                """);
        target = Target.create(
                postgres,
                "gate_it",
                directory,
                Map.of(
                        "note",
                        new AgentConfig.Hook(
                                List.of("sh", "-c", "echo moved >>" + directory.resolve("notes")),
                                Duration.ofSeconds(10),
                                true),
                        "break",
                        new AgentConfig.Hook(List.of("false"), Duration.ofSeconds(10), true)),
                Map.of(),
                Map.of(
                        "writes", new Gate.PostgresReadOnly(),
                        "role", new Gate.PostgresClosed(),
                        "units", new Gate.Systemd(List.of("api.service", "web.service"), List.of(standIn.toString())),
                        "services",
                                new Gate.Compose(
                                        Path.of("compose.yaml"),
                                        null,
                                        List.of("api", "web"),
                                        List.of(standIn.toString())),
                        "hooks", new Gate.Command("note", "note"),
                        "broken", new Gate.Command("break", "break"),
                        "nowhere", new Gate.Systemd(List.of("api"), List.of("no-such-program-anywhere"))));
    }

    private Path script(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    @AfterEach
    void letEverybodyInAgain() throws SQLException {
        target.administer("ALTER ROLE " + quoted(APPLICATION) + " CONNECTION LIMIT -1");
    }

    private static Work close(String gate) {
        return new Work.CloseGate(gate);
    }

    private static Work open(String gate) {
        return new Work.OpenGate(gate);
    }

    private void write() throws SQLException {
        try (Connection application = target.connectAsApplication();
                var statement = application.createStatement()) {
            statement.execute("INSERT INTO dish VALUES ((SELECT max(id) + 1 FROM dish), 'Pecel', 1, now())");
        }
    }

    @Test
    void whileItsWritesAreClosedTheApplicationMayOnlyRead() throws Exception {
        try (Connection before = target.connectAsApplication()) {
            succeeded(target.run(close("writes")));

            assertThatThrownBy(() -> before.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(this::write).hasMessageContaining("read-only transaction");
        try (Connection application = target.connectAsApplication();
                var statement = application.createStatement()) {
            assertThat(statement.execute("SELECT count(*) FROM dish")).isTrue();
        }

        succeeded(target.run(open("writes")));
        write();
        assertThat(target.ask("SELECT setconfig FROM pg_db_role_setting s JOIN pg_database d ON d.oid = setdatabase"
                        + " WHERE datname = 'gate_it'"))
                .isEmpty();
    }

    @Test
    void aSettingThatWasThereBeforeIsThereAfterwards() throws Exception {
        String role = "ALTER ROLE " + quoted(APPLICATION) + " IN DATABASE gate_it SET ";
        target.administer(role + "default_transaction_read_only = off");

        succeeded(target.run(close("writes")));
        succeeded(target.runAgain(close("writes")));
        succeeded(target.run(open("writes")));

        assertThat(target.ask("SELECT setconfig FROM pg_db_role_setting s JOIN pg_database d ON d.oid = setdatabase"
                        + " WHERE datname = 'gate_it'"))
                .containsExactly("{default_transaction_read_only=off}");
    }

    @Test
    void aRoleThatIsKeptOutComesInAgainWithTheLimitThatItHad() throws Exception {
        target.administer("ALTER ROLE " + quoted(APPLICATION) + " CONNECTION LIMIT 7");

        succeeded(target.run(close("role")));
        assertThatThrownBy(target::connectAsApplication).hasMessageContaining("too many connections for role");
        succeeded(target.run(open("role")));

        target.connectAsApplication().close();
        assertThat(target.ask("SELECT rolconnlimit FROM pg_roles WHERE rolname = '" + APPLICATION + "'"))
                .containsExactly("7");
    }

    @Test
    void aGateThatSomebodyElseHasClosedIsNeitherClosedNorOpened() throws Exception {
        target.administer("ALTER ROLE " + quoted(APPLICATION) + " CONNECTION LIMIT 0");

        failed(target.run(close("role")), "closed-already");
        failed(target.run(open("role")), "closed-by-others");
    }

    @Test
    void aGateThatIsOpenIsOpen() throws Exception {
        assertThat(fact(succeeded(target.run(open("writes"))), "was")).isEqualTo("open already");
    }

    @Test
    void afterACrashWhatStoodBeforeIsStillKnown() throws Exception {
        target.administer("ALTER ROLE " + quoted(APPLICATION) + " CONNECTION LIMIT 7");
        succeeded(target.run(close("role")));

        // Killed in the middle of closing, then in the middle of opening.
        succeeded(target.runAgain(close("role")));
        target.administer("ALTER ROLE " + quoted(APPLICATION) + " CONNECTION LIMIT 7");
        succeeded(target.runAgain(open("role")));

        assertThat(target.ask("SELECT rolconnlimit FROM pg_roles WHERE rolname = '" + APPLICATION + "'"))
                .containsExactly("7");
    }

    @Test
    void onlyUnitsThatWereActiveAreStartedAgain() throws Exception {
        Files.createFile(directory.resolve("running-api.service"));

        succeeded(target.run(close("units")));
        assertThat(directory.resolve("running-api.service")).doesNotExist();
        succeeded(target.run(open("units")));

        assertThat(directory.resolve("running-api.service")).exists();
        assertThat(directory.resolve("running-web.service")).doesNotExist();
        assertThat(Files.readAllLines(directory.resolve("calls"))).contains("stop web.service", "start api.service");
    }

    @Test
    void onlyComposeServicesThatWereRunningAreStartedAgain() throws Exception {
        Files.createFile(directory.resolve("running-web"));
        Files.createFile(directory.resolve("running-other"));

        succeeded(target.run(close("services")));
        assertThat(directory.resolve("running-web")).doesNotExist();
        assertThat(directory.resolve("running-other")).exists();
        succeeded(target.run(open("services")));

        assertThat(directory.resolve("running-web")).exists();
        assertThat(directory.resolve("running-api")).doesNotExist();
    }

    @Test
    void hooksMoveAGateThatNobodyCanAsk() throws Exception {
        succeeded(target.run(close("hooks")));
        succeeded(target.run(open("hooks")));

        assertThat(Files.readAllLines(directory.resolve("notes"))).containsExactly("moved", "moved");
        assertThat(failed(target.run(close("broken")), "tool-failed").reason()).contains("ended with 1");
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        assertThat(failed(target.run(close("gone")), "no-such-gate").reason()).contains("writes");
        assertThat(failed(target.run(close("nowhere")), "no-such-tool").reason())
                .contains("no-such-program-anywhere");
    }

    @Test
    void aGateThatCannotBeLookedAtMakesTheDatabaseUnfitForAWindow() throws Exception {
        var preflight = new Work.Preflight(11, 0, 1000, Duration.ofHours(1), Duration.ofHours(1));

        assertThat(failed(target.run(preflight), "unfit").reason())
                .isEqualTo("the gate 'nowhere': the program no-such-program-anywhere cannot be run: install it, or name"
                        + " another");
    }
}
