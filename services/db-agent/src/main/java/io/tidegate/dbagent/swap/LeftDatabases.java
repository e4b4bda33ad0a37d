package io.tidegate.dbagent.swap;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases that a window has left beside the target, each with the time until which it is kept. What was recorded is
 * dropped when that time is over, and nothing else: it must have the name and the identity (oid) of the record, and
 * nobody may be connected to it.
 */
public final class LeftDatabases {
    private static final Logger LOG = LoggerFactory.getLogger(LeftDatabases.class);
    private static final String NAME = "left-databases";

    private LeftDatabases() {}

    /** @param oid of {@code pg_database}; a database that somebody else gives the same name has another */
    record Left(String name, long oid, Instant until) {}

    private record Record(List<Left> databases) {}

    /**
     * Notes that a database is there and how long it is kept.
     *
     * @param keep null for the usual time
     * @return for the report
     */
    static Fact note(Connection connection, WindowRecords records, String name, Instant now, @Nullable Duration keep)
            throws SQLException, IOException {
        Instant until = now.plus(keep == null ? Work.KEPT : keep);
        Optional<Long> oid = oid(connection, name);
        if (oid.isPresent()) {
            List<Left> all = new ArrayList<>(read(records));
            all.removeIf(each -> each.name().equals(name));
            all.add(new Left(name, oid.get(), until));
            records.write(NAME, new Record(all));
        }
        return Fact.text("kept-until", until.toString());
    }

    /** Drops what no window keeps any more. @return the names of what was dropped */
    public static List<String> sweep(TargetServer server, Path home, Instant now) throws SQLException, IOException {
        List<String> dropped = new ArrayList<>();
        for (WindowRecords records : windows(home)) {
            List<Left> kept = new ArrayList<>();
            for (Left each : read(records)) {
                if (now.isBefore(each.until()) || !isGone(server, each, dropped)) {
                    kept.add(each);
                }
            }
            if (kept.size() < read(records).size()) {
                records.write(NAME, new Record(kept));
            }
        }
        return dropped;
    }

    /** True when there is nothing left of it to drop. */
    private static boolean isGone(TargetServer server, Left left, List<String> dropped) throws SQLException {
        try (Connection connection = server.maintenance()) {
            if (oid(connection, left.name()).filter(oid -> oid == left.oid()).isEmpty()) {
                return true;
            }
            List<String> obstacles = Obstacles.toDropping(connection, left.name());
            if (!obstacles.isEmpty()) {
                LOG.warn("{} is past its time and stays: {}", left.name(), String.join("; ", obstacles));
                return false;
            }
            try (var statement = connection.createStatement()) {
                statement.execute("DROP DATABASE " + Sql.identifier(statement, left.name()));
            }
            LOG.info("{} was kept until {} and is dropped now", left.name(), left.until());
            dropped.add(left.name());
            return true;
        }
    }

    private static Optional<Long> oid(Connection connection, String name) throws SQLException {
        try (var select = connection.prepareStatement("SELECT oid::bigint FROM pg_database WHERE datname = ?")) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private static List<Left> read(WindowRecords records) throws IOException {
        return records.read(NAME, Record.class).map(Record::databases).orElse(List.of());
    }

    private static List<WindowRecords> windows(Path home) throws IOException {
        Path directory = home.resolve("windows");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<WindowRecords> all = new ArrayList<>();
        try (Stream<Path> windows = Files.list(directory)) {
            for (Path each : windows.filter(Files::isDirectory).toList()) {
                all.add(WindowRecords.of(home, String.valueOf(each.getFileName())));
            }
        }
        return all;
    }
}
