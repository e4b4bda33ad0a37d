package io.tidegate.orchestrator.api;

import io.micronaut.http.sse.Event;
import io.tidegate.orchestrator.store.Causes;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.orchestrator.store.StoredWindows;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** A window's events as a stream, each read from the log once a commit says that there may be more. */
@Singleton
class LiveEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final int AT_A_TIME = 100;

    /** Keeps proxies from closing a quiet stream. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final StoredWindows windows;
    private final Commits commits;

    LiveEvents(StoredWindows windows, Commits commits) {
        this.windows = windows;
        this.commits = commits;
    }

    Publisher<Event<String>> after(String window, long sequence) {
        return Flux.create(sink -> {
            Thread reader = Thread.ofVirtual().name("live-" + window).start(() -> stream(sink, window, sequence));
            sink.onDispose(reader::interrupt);
        });
    }

    private void stream(FluxSink<Event<String>> sink, String window, long from) {
        long sequence = from;
        try {
            while (!sink.isCancelled()) {
                long seen = commits.count();
                List<StoredWindows.StoredEvent> events = windows.eventsAfter(window, sequence, AT_A_TIME);
                for (StoredWindows.StoredEvent event : events) {
                    sink.next(Event.of(event.body())
                            .id(Long.toString(event.sequence()))
                            .name("event"));
                    sequence = event.sequence();
                }
                if (events.isEmpty()) {
                    commits.await(seen, BEAT);
                    if (commits.count() == seen) {
                        sink.next(Event.of("").comment("still here").name("beat"));
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the reader of {} has gone", window);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("window", window).log("live stream ends: {}", Causes.of(e));
            sink.error(e);
        }
    }
}
