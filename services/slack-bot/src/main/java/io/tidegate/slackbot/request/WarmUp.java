package io.tidegate.slackbot.request;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.tidegate.slackbot.wish.KafkaWishes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes the way of a request once before the first real one, which would otherwise pay for loading all of it. */
@Singleton
final class WarmUp implements ApplicationEventListener<StartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String STATUS =
            "token=none&team_id=T0&channel_id=C0WARMUP&channel_name=none&user_id=U0WARMUP&user_name=none"
                    + "&command=%2Fmigration&text=status&response_url=https%3A%2F%2Fnone.invalid&trigger_id=warm.up";
    private static final int TIMES = 20;

    private final SlackApp app;
    private final KafkaWishes wishes;

    WarmUp(SlackApp app, KafkaWishes wishes) {
        this.app = app;
        this.wishes = wishes;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        try {
            for (int i = 0; i < TIMES; i++) {
                app.handle("/slack/commands", Map.of(), STATUS);
            }
            Thread.startVirtualThread(wishes::warmUp);
        } catch (Exception e) {
            LOG.warn("Warming up failed; the first request will be slow", e);
        }
    }
}
