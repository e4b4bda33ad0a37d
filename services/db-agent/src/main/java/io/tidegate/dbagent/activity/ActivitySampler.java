package io.tidegate.dbagent.activity;

import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at how many transactions the target has had. From the maintenance database: a session on the target would be in
 * the way of a copy.
 */
public final class ActivitySampler {
    private static final Logger LOG = LoggerFactory.getLogger(ActivitySampler.class);

    private final TargetServer server;
    private final ActivityFile file;
    private final Clock clock;

    public ActivitySampler(TargetServer server, ActivityFile file, Clock clock) {
        this.server = server;
        this.file = file;
        this.clock = clock;
    }

    /** To be called about once a minute. A server that does not answer is looked at the next time. */
    public void sample() throws IOException {
        try {
            Optional<Activity.Counter> now = counter();
            if (now.isPresent()) {
                file.write(file.read().with(now.get()));
            }
        } catch (SQLException e) {
            LOG.info("The target's activity cannot be looked at now: {}", Sql.reason(e));
        }
    }

    /** To be called while a step is at work: its transactions are not the users'. */
    public void pause() throws IOException {
        Activity before = file.read();
        if (before.last() != null) {
            file.write(before.interrupted());
        }
    }

    /** Nothing where there is no database of that name. */
    private Optional<Activity.Counter> counter() throws SQLException {
        try (Connection connection = server.maintenance();
                var select = connection.prepareStatement("""
                        SELECT datid || ' since ' || coalesce(stats_reset::text, 'ever'), xact_commit + xact_rollback
                        FROM pg_stat_database WHERE datname = ?
                        """)) {
            select.setString(1, server.name());
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Activity.Counter(row.getString(1), row.getLong(2), clock.instant()))
                        : Optional.empty();
            }
        }
    }
}
