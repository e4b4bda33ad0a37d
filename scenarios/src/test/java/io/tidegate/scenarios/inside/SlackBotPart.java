package io.tidegate.scenarios.inside;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.scenarios.part.Part;
import io.tidegate.slackbot.posting.Posters;
import io.tidegate.slackbot.posting.PostgresFloor;
import io.tidegate.slackbot.window.Intake;
import io.tidegate.slackbot.window.KafkaEventFeed;
import io.tidegate.slackbot.window.Silence;
import io.tidegate.slackbot.window.Windows;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bot. It speaks when it is told to, once nobody else has anything to do: so it says in one message what comes at
 * one moment, however the machine has dealt out its time.
 */
public final class SlackBotPart implements Part {
    private final EmbeddedServer server;
    private final Windows windows;
    private final Intake intake;
    private final Posters posters;
    private final ClockedTurns turns;
    private final Clock clock;
    /** Reading all windows' states takes long, and between two turns nothing changes in them; null when it may have. */
    private @Nullable Optional<Instant> silence;

    public SlackBotPart(Map<String, Object> settings, Clock clock) {
        this.clock = clock;
        turns = new ClockedTurns(clock);
        server = Started.with(settings, clock, turns);
        ApplicationContext context = server.getApplicationContext();
        windows = context.getBean(Windows.class);
        intake = context.getBean(Intake.class);
        posters = context.getBean(Posters.class);
        Started.await(context.getBean(KafkaEventFeed.class)::isAssigned);
        Started.await(context.getBean(PostgresFloor.class)::isHeld);
    }

    @Override
    public URI address() {
        return server.getURI();
    }

    @Override
    public void timeMoved() {
        silence = null;
    }

    @Override
    public boolean work() {
        if (silence().filter(due -> !due.isAfter(clock.instant())).isPresent()) {
            intake.breakSilence();
            silence = null;
        }
        if (turns.next().isEmpty()) {
            posters.wakeAll();
        }
        return turns.takeThoseDue();
    }

    @Override
    public Optional<Instant> next() {
        return Stream.of(turns.next(), silence()).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private Optional<Instant> silence() {
        if (silence == null) {
            silence = windows.open().stream()
                    .map(Silence::due)
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder());
        }
        return silence;
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
