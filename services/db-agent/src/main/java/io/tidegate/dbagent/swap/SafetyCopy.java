package io.tidegate.dbagent.swap;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.DataDisk;
import io.tidegate.dbagent.database.Sessions;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.manifest.ManifestReader;
import io.tidegate.dbagent.manifest.ManifestReplay;
import io.tidegate.dbagent.migration.MigrationMark;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clones the closed target beside itself, and keeps the manifest of what a clone does not carry. Found half done, it
 * drops what there is of the copy and begins anew; after the migration has begun it refuses, because the copy would be
 * of something else.
 */
public final class SafetyCopy implements StepKind {
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final TargetServer server;
    private final Path home;
    private final Clock clock;

    public SafetyCopy(TargetServer server, Path home, Clock clock) {
        this.server = server;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNER, Privilege.CREATE_DATABASES, Privilege.SETTINGS, Privilege.MONITOR);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(home, request.window());
        Optional<SafetyCopyRecord> before = SafetyCopyRecord.read(records);
        CopyNames names = CopyNames.of(server.name(), request.window());
        try (Connection connection = server.maintenance()) {
            if (request.halfDone()
                    && before.filter(SafetyCopyRecord::isWhole).isPresent()
                    && ManifestReader.exists(connection, names.copy())) {
                return succeeded(request, connection, records, before.get());
            }
            if (MigrationMark.isSet(records)) {
                return failed(
                        "too-late",
                        "the migration of this window has begun: a copy made now would not be of the"
                                + " database before it");
            }
            if (ManifestReader.exists(connection, names.copy()) && before.isEmpty()) {
                return failed(
                        "name-taken",
                        "there is a database " + names.copy() + " that this agent did not make: rename it");
            }
            List<String> obstacles = Obstacles.toCopying(connection, server.name());
            if (!obstacles.isEmpty()) {
                return failed("cannot-copy", String.join("; ", obstacles));
            }
            CopyStrategy strategy = CopyStrategy.of(connection, server.name());
            Optional<String> shortage = strategy.method().sharesBlocks()
                    ? Optional.empty()
                    : DataDisk.shortageForCopy(server, "the safety copy");
            if (shortage.isPresent()) {
                return failed("disk-full", shortage.get());
            }
            Sessions sessions = new Sessions(connection, server.name());
            Duration left = Duration.between(clock.instant(), request.deadline());
            if (!sessions.awaitNone(left.compareTo(TO_END) < 0 ? left : TO_END)) {
                return failed(
                        "not-closed",
                        "there are sessions on the database: " + String.join(", ", sessions.who())
                                + ". Drain it first");
            }
            var record = new SafetyCopyRecord(names.copy(), ManifestReader.read(connection, server.name()), null, null);
            record.write(records);
            progress.doing(null, "copying the database");
            return copy(request, connection, records, record, strategy);
        }
    }

    private StepResult copy(
            StepRequest request,
            Connection connection,
            WindowRecords records,
            SafetyCopyRecord record,
            CopyStrategy strategy)
            throws SQLException, IOException {
        long started = System.nanoTime();
        try (var statement = connection.createStatement()) {
            String copy = Sql.identifier(statement, record.copy());
            statement.execute("DROP DATABASE IF EXISTS " + copy + " WITH (FORCE)");
            if (!strategy.method().before().isEmpty()) {
                statement.execute(strategy.method().before());
            }
            statement.execute("CREATE DATABASE " + copy + " TEMPLATE " + Sql.identifier(statement, server.name())
                    + " OWNER " + Sql.identifier(statement, record.manifest().owner())
                    + strategy.method().clause()
                    + " ALLOW_CONNECTIONS false CONNECTION LIMIT 0");
            Optional<String> refused = refusal(connection, record);
            if (refused.isPresent()) {
                statement.execute("DROP DATABASE " + copy);
                return failed(
                        "manifest-refused",
                        "a copy could not be given what this database has: " + refused.get()
                                + ". Make that possible, or go without it");
            }
            try (var row = statement.executeQuery("SELECT pg_current_wal_lsn()::text")) {
                row.next();
                var whole = new SafetyCopyRecord(record.copy(), record.manifest(), clock.instant(), row.getString(1));
                whole.write(records);
                long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
                return succeeded(
                        request,
                        connection,
                        records,
                        whole,
                        Fact.text("copy-strategy", strategy.method() + ": " + strategy.reason()),
                        Fact.number("copy-time", millis, "ms"));
            }
        }
    }

    /** The way back is tried while there is nothing to go back from yet: all that the swap would say, taken back. */
    private static Optional<String> refusal(Connection connection, SafetyCopyRecord record) throws SQLException {
        connection.setAutoCommit(false);
        try {
            ManifestReplay.run(connection, record.copy(), record.manifest());
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(Sql.reason(e));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private StepResult succeeded(
            StepRequest request, Connection connection, WindowRecords records, SafetyCopyRecord record, Fact... more)
            throws SQLException, IOException {
        Fact kept = LeftDatabases.note(
                connection, records, record.copy(), clock.instant(), ((Work.SafetyCopy) request.work()).keep());
        try (var size = connection.prepareStatement("SELECT pg_database_size(?)")) {
            size.setString(1, record.copy());
            try (var row = size.executeQuery()) {
                row.next();
                var facts = new java.util.ArrayList<>(List.of(
                        Fact.text("safety-copy", record.copy()),
                        Fact.number("copy-bytes", row.getLong(1), "bytes"),
                        Fact.text("wal-position", String.valueOf(record.walPosition())),
                        kept));
                facts.addAll(List.of(more));
                return new StepResult.Succeeded(facts);
            }
        }
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
