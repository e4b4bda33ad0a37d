package io.tidegate.slackbot;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import io.tidegate.slackbot.posting.Posters;
import io.tidegate.slackbot.posting.PostgresFloor;
import io.tidegate.slackbot.settings.EnsureTopics;
import io.tidegate.slackbot.window.Intake;
import io.tidegate.slackbot.window.KafkaEventFeed;
import io.tidegate.slackbot.wish.KafkaWishes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the bot going, and looks after it at intervals. */
@Singleton
class Running implements ApplicationEventListener<StartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final KafkaDefaultConfiguration kafka;
    private final KafkaEventFeed feed;
    private final KafkaWishes wishes;
    private final Posters posters;
    private final PostgresFloor floor;
    private final Intake intake;

    Running(
            KafkaDefaultConfiguration kafka,
            KafkaEventFeed feed,
            KafkaWishes wishes,
            Posters posters,
            PostgresFloor floor,
            Intake intake) {
        this.kafka = kafka;
        this.feed = feed;
        this.wishes = wishes;
        this.posters = posters;
        this.floor = floor;
        this.intake = intake;
    }

    /** Without Kafka the bot starts too, and says so to whoever asks; it takes up the events when Kafka is there. */
    @Override
    public void onApplicationEvent(StartupEvent event) {
        Thread.ofVirtual().name("begin").start(this::begin);
    }

    private void begin() {
        try {
            while (!EnsureTopics.in(kafka.getConfig()) || !wishes.warmUp()) {
                Thread.sleep(BETWEEN_TRIES);
            }
            feed.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An open window's channel is never silent for longer than its plan allows. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void breakSilence() {
        guarded("the cadence", intake::breakSilence);
    }

    /** Finds what a crash left, or what another bot's feed has brought. */
    @Scheduled(fixedDelay = "1s", initialDelay = "0s")
    void takeUp() {
        if (floor.claim()) {
            guarded("what is to be said", posters::wakeAll);
        }
    }

    private static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("The database did not give {}; tried again in a second: {}", what, e.toString());
        }
    }
}
