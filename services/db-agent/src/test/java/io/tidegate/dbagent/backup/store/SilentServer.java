package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** Takes connections and never answers. */
final class SilentServer implements AutoCloseable {
    private final ServerSocket socket;

    SilentServer() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    void cancelWhileWaiting(BackupStore store) throws IOException {
        var asking = new Cancelling(() -> store.list(""));
        try (var accepted = socket.accept()) {
            assertThat(accepted.getInputStream().read()).isEqualTo('G');
            asking.cancel();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
