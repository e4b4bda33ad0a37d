package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks a store on a virtual thread, as the agent's worker does, so that it can be interrupted while it waits. */
final class Cancelling {
    private static final Duration WITHIN_SECONDS = Duration.ofSeconds(8);

    private final AtomicReference<@Nullable Exception> end = new AtomicReference<>();
    private final Thread asking;

    interface Question {
        void ask() throws IOException, InterruptedException;
    }

    Cancelling(Question question) {
        asking = Thread.ofVirtual().start(() -> {
            try {
                question.ask();
            } catch (IOException | InterruptedException e) {
                end.set(e);
            }
        });
    }

    /** It ends soon, and as what it is. */
    void cancel() {
        asking.interrupt();
        await().atMost(WITHIN_SECONDS).until(() -> !asking.isAlive());
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }
}
