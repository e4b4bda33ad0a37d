package io.tidegate.scenarios.inside;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.notifier.delivery.Postman;
import io.tidegate.notifier.page.Board;
import io.tidegate.notifier.window.KafkaEventFeed;
import io.tidegate.scenarios.part.Part;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The notifier. */
public final class NotifierPart implements Part {
    private final EmbeddedServer server;
    private final Postman postman;
    private final Board board;

    public NotifierPart(Map<String, Object> settings, Clock clock) {
        server = Started.with(settings, clock);
        ApplicationContext context = server.getApplicationContext();
        postman = context.getBean(Postman.class);
        board = context.getBean(Board.class);
        Started.await(context.getBean(KafkaEventFeed.class)::isCaughtUp);
    }

    @Override
    public URI address() {
        return server.getURI();
    }

    @Override
    public void timeMoved() {
        postman.wake();
    }

    @Override
    public boolean isShown() {
        board.wake();
        return board.isCurrent();
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
