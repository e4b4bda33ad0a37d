package io.tidegate.orchestrator.agents;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.report.Report;
import io.tidegate.orchestrator.store.Database;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.window.Input;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    /** An agent is alive: windows that took it for silent hear of it. */
    public void heard(Message<Report> message, Report.AgentBeat beat) {
        Instant now = clock.instant();
        List<String> surprised = database.write(connection -> {
            try (var upsert = connection.prepareStatement("""
                    INSERT INTO orchestrator.agent AS agent (target, last_heard) VALUES (?, ?)
                    ON CONFLICT (target) DO UPDATE SET last_heard = greatest(agent.last_heard, excluded.last_heard)
                    """)) {
                upsert.setString(1, beat.target());
                upsert.setTimestamp(2, Timestamp.from(now));
                upsert.executeUpdate();
            }
            try (var select = connection.prepareStatement(
                    "SELECT window_id FROM orchestrator.stream WHERE open AND silent AND target = ?")) {
                select.setString(1, beat.target());
                List<String> ids = new ArrayList<>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        ids.add(row.getString(1));
                    }
                }
                return ids;
            }
        });
        surprised.forEach(window -> windows.take(new Taken.Request(
                "heard:" + window + ":" + message.id(),
                window,
                Actor.agent(beat.target()),
                new Input.AgentHeard(beat.target()))));
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
