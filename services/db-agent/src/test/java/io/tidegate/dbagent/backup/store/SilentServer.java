package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes connections and never answers. */
final class SilentServer implements AutoCloseable {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final ServerSocket socket;

    SilentServer() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Asks on a virtual thread, as the agent's worker does, and interrupts it while it waits for the answer. */
    void cancelWhileWaiting(BackupStore store) throws IOException, InterruptedException {
        AtomicReference<@Nullable Exception> end = new AtomicReference<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                store.list("");
            } catch (IOException | InterruptedException e) {
                end.set(e);
            }
        });
        try (var accepted = socket.accept()) {
            assertThat(accepted.getInputStream().read()).isEqualTo('G');
            asking.interrupt();
            await().atMost(AT_ONCE).until(() -> !asking.isAlive());
        }
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
