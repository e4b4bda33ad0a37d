package io.tidegate.notifier.page;

import io.tidegate.contracts.log.HashChain;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What the public sees now, written once for all readers. Looks every second whether something has changed, because
 * another notifier may have read the event; {@link #wake} makes it look at once. While the database is away it goes on
 * showing what it last knew.
 */
public final class Board implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** So that a step's progress does not write the page anew for each percent. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** What is recent changes with the time alone. */
    private static final Duration LASTS = Duration.ofMinutes(1);

    private static final int SHORT = 16;

    private final PublishedWindows windows;
    private final Clock clock;
    private final StatuspageSummary summary;
    private final HistoryFeed feed;
    private final StatusPage page;
    private final Semaphore bell = new Semaphore(0);
    private final Sinks.Many<Shown> changes = Sinks.many().replay().latest();
    private final Thread thread = Thread.ofPlatform().name("board").unstarted(this::run);
    private volatile Shown shown;
    private volatile String version = "";

    public Board(PublishedWindows windows, PageSettings settings, Clock clock) {
        this.windows = windows;
        this.clock = clock;
        Instant since = clock.instant();
        this.summary = new StatuspageSummary(settings, since);
        this.feed = new HistoryFeed(settings, since);
        this.page = new StatusPage(settings);
        this.shown = write(List.of());
    }

    /** @param revision the same exactly as long as nothing of it changes */
    record Shown(String revision, String html, String summary, String atom, String rss, Instant writtenAt) {}

    public void start() {
        thread.start();
    }

    /** Something may have changed. */
    public void wake() {
        bell.release();
    }

    /** Does the page show what the database has, as of now? */
    public boolean isCurrent() {
        return !isOld() && windows.version().equals(version);
    }

    private boolean isOld() {
        return Duration.between(shown.writtenAt(), clock.instant()).compareTo(LASTS) > 0;
    }

    Shown shown() {
        return shown;
    }

    /** What is shown, and then each change of it. A slow reader misses some, and gets the last. */
    Flux<Shown> changes() {
        return changes.asFlux().onBackpressureLatest();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        changes.tryEmitComplete();
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(PAUSE);
                if (bell.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The board is taken down");
        }
    }

    private void look() {
        try {
            String now = windows.version();
            if (!now.equals(version) || isOld()) {
                Shown next = write(windows.latest());
                boolean changed = !next.revision().equals(shown.revision());
                shown = next;
                version = now;
                if (changed) {
                    changes.tryEmitNext(next);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("The page shows what was known before: {}", e.toString());
        }
    }

    private Shown write(List<PublishedWindow> published) {
        PublicState state = PublicState.of(published, clock.instant());
        String json = summary.of(state);
        String content = page.of(state, "");
        String revision = HashChain.hash((json + content).getBytes(StandardCharsets.UTF_8))
                .substring(0, SHORT);
        return new Shown(
                revision,
                page.of(state, revision),
                json,
                feed.of(state, HistoryFeed.Form.ATOM),
                feed.of(state, HistoryFeed.Form.RSS),
                clock.instant());
    }
}
