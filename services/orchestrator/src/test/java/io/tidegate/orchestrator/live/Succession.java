package io.tidegate.orchestrator.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An orchestrator that is struck, and the one that is started when it is down. */
final class Succession {
    private final Strike strike;
    private final CompletableFuture<Running> first;
    private final Supplier<Running> next;
    private @Nullable Running second;

    /**
     * @param first starts the one that is struck, which may happen while it starts
     * @param executor where it starts
     */
    Succession(Strike strike, Supplier<Running> first, Supplier<Running> next, Executor executor) {
        this.strike = strike;
        this.first = CompletableFuture.supplyAsync(first, executor);
        this.next = next;
    }

    /** To be called again and again while a window is under way. */
    void tend() {
        if (strike.hasFallen()) {
            if (second == null) {
                second = next.get();
            }
        } else if (first.isCompletedExceptionally() && !strike.isFalling()) {
            // It did not start, and nobody hindered it.
            first.join();
        }
    }

    /** The clock was moved. */
    void look() {
        if (second != null) {
            second.look();
        } else if (first.isDone() && !strike.hasFallen()) {
            first.join().look();
        }
    }

    /** Ends whoever lives; the end of one that was struck is waited for by whoever wants to. */
    CompletableFuture<Void> end(Executor executor) {
        if (second != null) {
            second.close();
        }
        // Where the first was struck while it started there is nothing to end.
        CompletableFuture<Void> firstEnds =
                first.handleAsync((started, failure) -> end(started), executor).thenAccept(any -> {});
        if (!strike.isFalling()) {
            firstEnds.join();
        }
        return firstEnds;
    }

    private static boolean end(@Nullable Running started) {
        if (started != null) {
            started.close();
        }
        return started != null;
    }
}
