package io.tidegate.notifier;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.tidegate.notifier.delivery.Postman;
import io.tidegate.notifier.page.Board;
import io.tidegate.notifier.window.KafkaEventFeed;
import jakarta.inject.Singleton;

/** Sets the notifier going. Without Kafka it starts too, and takes up the events when Kafka is there. */
@Singleton
final class Running implements ApplicationEventListener<StartupEvent> {
    private final KafkaEventFeed feed;
    private final Postman postman;
    private final Board board;

    Running(KafkaEventFeed feed, Postman postman, Board board) {
        this.feed = feed;
        this.postman = postman;
        this.board = board;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        feed.start();
        postman.start();
        board.start();
    }
}
