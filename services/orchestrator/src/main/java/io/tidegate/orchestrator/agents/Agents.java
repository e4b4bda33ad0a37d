package io.tidegate.orchestrator.agents;

import io.tidegate.contracts.Actor;
import io.tidegate.orchestrator.store.Database;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.window.Input;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** When agents were heard, and the open windows that depend on them. */
@Singleton
public final class Agents {

    /** An open window whose agent is not known to be silent. */
    record Listening(String window, String target, Instant lastHeard) {}

    private final Database database;
    private final WindowStore windows;
    private final Clock clock;

    Agents(Database database, WindowStore windows, Clock clock) {
        this.database = database;
        this.windows = windows;
        this.clock = clock;
    }

    /**
     * A sign of life of an agent.
     *
     * @param id of the message that it came with
     */
    public record Beat(String id, String target) {}

    private record Surprise(String window, String target) {}

    /** Agents are alive: windows that took one for silent hear of it. */
    public void heard(Collection<Beat> beats) {
        if (beats.isEmpty()) {
            return;
        }
        Map<String, String> ids = beats.stream().collect(Collectors.toMap(Beat::target, Beat::id, (one, two) -> two));
        windows.takeAll(database
                .write(connection -> {
                    note(connection, ids.keySet());
                    return surprised(connection, ids.keySet());
                })
                .stream()
                .map(surprise -> new Taken.Request(
                        "heard:" + surprise.window() + ":" + ids.get(surprise.target()),
                        surprise.window(),
                        Actor.agent(surprise.target()),
                        new Input.AgentHeard(surprise.target())))
                .toList());
    }

    /** In the order of their names, so that two orchestrators that hear the same agents do not wait in a circle. */
    private void note(Connection connection, Set<String> targets) throws SQLException {
        // Without waiting for the disk: a beat that a crash of the server forgets is followed by the next one.
        try (var upsert = connection.prepareStatement("""
                SET LOCAL synchronous_commit = off;
                INSERT INTO orchestrator.agent AS agent (target, last_heard)
                SELECT target, ? FROM unnest(?) AS heard (target) ORDER BY target
                ON CONFLICT (target) DO UPDATE SET last_heard = greatest(agent.last_heard, excluded.last_heard)
                """)) {
            upsert.setTimestamp(1, Timestamp.from(clock.instant()));
            upsert.setArray(2, connection.createArrayOf("text", targets.toArray(String[]::new)));
            upsert.execute();
        }
    }

    private static List<Surprise> surprised(Connection connection, Set<String> targets) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT window_id, target FROM orchestrator.stream WHERE open AND silent AND target = ANY (?)
                """)) {
            select.setArray(1, connection.createArrayOf("text", targets.toArray(String[]::new)));
            List<Surprise> surprised = new ArrayList<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    surprised.add(new Surprise(row.getString(1), row.getString(2)));
                }
            }
            return surprised;
        }
    }

    /** Open windows whose agents should be heard; an agent that never was counts from when the window became open. */
    List<Listening> listening() {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT stream.window_id, stream.target,
                           coalesce(agent.last_heard, stream.open_since)
                    FROM orchestrator.stream LEFT JOIN orchestrator.agent USING (target)
                    WHERE stream.open AND NOT stream.silent
                    """)) {
                List<Listening> open = new ArrayList<>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        open.add(new Listening(
                                row.getString(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()));
                    }
                }
                return open;
            }
        });
    }
}
