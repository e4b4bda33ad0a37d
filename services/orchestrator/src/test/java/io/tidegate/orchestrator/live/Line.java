package io.tidegate.orchestrator.live;

import io.tidegate.local.process.Ports;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A way to a server on a port of its own, which shows each request to a {@link Strike} and can be cut. */
final class Line implements AutoCloseable {
    private final int port = Ports.free();
    private final InetSocketAddress server;
    private final IntFunction<Talk> talks;
    private final Strike strike;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;

    private Line(InetSocketAddress server, IntFunction<Talk> talks, Strike strike) {
        this.server = server;
        this.talks = talks;
        this.strike = strike;
        mend();
    }

    static Line toPostgres(String host, int port, Strike strike) {
        return new Line(new InetSocketAddress(host, port), line -> new PostgresTalk(), strike);
    }

    static Line toKafka(String bootstrapServers, Strike strike) {
        int colon = bootstrapServers.lastIndexOf(':');
        String host = bootstrapServers.substring(bootstrapServers.lastIndexOf('/') + 1, colon);
        int port = Integer.parseInt(bootstrapServers.substring(colon + 1));
        return new Line(new InetSocketAddress(host, port), line -> new KafkaTalk(host, port, line), strike);
    }

    int port() {
        return port;
    }

    /** Every connection breaks, and new ones are refused. */
    synchronized void cut() {
        close(listener);
        listener = null;
        connections.forEach(Connection::close);
    }

    /** Cut, and whole again by itself after that time. */
    void cutFor(Duration length) {
        cut();
        CompletableFuture.delayedExecutor(length.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::mend);
    }

    private synchronized void mend() {
        if (listener != null) {
            return;
        }
        try {
            var opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            listener = opened;
            Thread.ofVirtual().name("line " + port).start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException("no line on port " + port, e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                begin(opened.accept());
            } catch (IOException e) {
                // Cut, or the server is away: the client sees its connection end and tries again.
                continue;
            }
        }
    }

    private void begin(Socket client) throws IOException {
        try {
            var connection = new Connection(client, new Socket(server.getAddress(), server.getPort()));
            // What is small is not held back: a piece would wait for the acknowledgement of the one before.
            connection.client.setTcpNoDelay(true);
            connection.server.setTcpNoDelay(true);
            connections.add(connection);
            if (isCut()) {
                connection.close();
            }
            connection.start();
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    synchronized boolean isCut() {
        return listener == null;
    }

    @Override
    public void close() {
        cut();
    }

    private static void close(@Nullable AutoCloseable socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IllegalStateException("a socket does not close", e);
            }
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private final Talk talk = talks.apply(port);
        /** The request whose answer is aimed at. */
        private volatile long awaited = Talk.NONE;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            Thread.ofVirtual().start(() -> untilItEnds(this::ask));
            Thread.ofVirtual().start(() -> untilItEnds(this::answer));
        }

        private interface Way {
            void run() throws IOException;
        }

        private void untilItEnds(Way way) {
            try {
                way.run();
            } catch (IOException e) {
                // One end has hung up, or the line was cut: so does the other.
                close();
            }
        }

        private void ask() throws IOException {
            var from = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            OutputStream to = server.getOutputStream();
            while (true) {
                Talk.Piece piece = talk.fromClient(from);
                String request = piece.request();
                Optional<Strike.Moment> moment = request == null ? Optional.empty() : strike.pass(request);
                if (moment.isPresent()) {
                    switch (moment.get()) {
                        case BEFORE -> strike.fall();
                        case AFTER -> awaited = piece.number();
                    }
                }
                to.write(piece.bytes());
            }
        }

        private void answer() throws IOException {
            var from = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            OutputStream to = client.getOutputStream();
            while (true) {
                Talk.Piece piece = talk.fromServer(from);
                if (piece.number() != Talk.NONE && piece.number() == awaited) {
                    strike.fall();
                }
                to.write(piece.bytes());
            }
        }

        void close() {
            connections.remove(this);
            Line.close(client);
            Line.close(server);
        }
    }
}
