package io.tidegate.orchestrator.store;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.tidegate.orchestrator.settings.Instance;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Tells the other orchestrators of a commit, and hears of theirs: PostgreSQL's LISTEN and NOTIFY. A notification is
 * delivered after the commit and never without it (PostgreSQL 15, NOTIFY).
 */
@Context
final class CommitNews {
    /** On which whoever commits says its name. */
    static final String CHANNEL = "tidegate_orchestrator";

    /** A lost connection shows at the latest then. */
    private static final int PATIENCE_MS = 10_000;

    private final String url;
    private final String user;
    private final String password;
    private final Instance instance;
    private final Commits commits;
    private final Loop loop;
    private volatile @org.jspecify.annotations.Nullable Connection listening;

    CommitNews(
            @Property(name = "datasources.default.url") String url,
            @Property(name = "datasources.default.username") String user,
            @Property(name = "datasources.default.password") String password,
            Instance instance,
            Commits commits) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.instance = instance;
        this.commits = commits;
        // Its rounds wait in the database and not for commits of its own.
        loop = new Loop("commit-news", new Commits(), this::hear).start();
    }

    /** Listens on a connection of its own until it breaks. */
    private Duration hear() {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                var listen = connection.createStatement()) {
            listening = connection;
            listen.execute("LISTEN " + CHANNEL);
            PGConnection news = connection.unwrap(PGConnection.class);
            // Whatever was committed before we listened.
            commits.happened();
            while (!Thread.currentThread().isInterrupted()) {
                var heard = news.getNotifications(PATIENCE_MS);
                if (heard == null || heard.length == 0) {
                    listen.execute("SELECT 1");
                } else if (Arrays.stream(heard).anyMatch(this::isFromAnother)) {
                    commits.happened();
                }
            }
            return Duration.ZERO;
        } catch (SQLException e) {
            throw new Database.DatabaseException(e);
        } finally {
            listening = null;
        }
    }

    private boolean isFromAnother(PGNotification notification) {
        return !notification.getParameter().equals(instance.name());
    }

    @PreDestroy
    void stop() throws SQLException {
        Connection connection = listening;
        Thread closer = Thread.ofVirtual().start(loop::close);
        if (connection != null) {
            connection.abort(Runnable::run);
        }
        try {
            closer.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
