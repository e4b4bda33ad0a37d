package io.tidegate.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address, below those that Linux gives to outgoing connections (32768 and up, see
 * {@code ip_local_port_range} in ip(7)). They come in blocks, and a process that has a block listens on its first port for
 * as long as it lives: so no other that asks here comes by a port between its choice and its use.
 */
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int BLOCK = 250;
    private static final int BLOCKS = 80;

    private static final List<ServerSocket> OWN = new ArrayList<>();
    private static int next;
    private static int end;

    private Ports() {}

    /** A port that nobody listens on at this moment, and that nobody who asked here was given before. */
    public static synchronized int free() {
        while (true) {
            if (next == end) {
                takeBlock();
            }
            int port = next++;
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static void takeBlock() {
        int start = ThreadLocalRandom.current().nextInt(BLOCKS);
        for (int tried = 0; tried < BLOCKS; tried++) {
            int first = FIRST + (start + tried) % BLOCKS * BLOCK;
            try {
                OWN.add(listen(first));
                next = first + 1;
                end = first + BLOCK;
                return;
            } catch (IOException taken) {
                // Another process has that block, or something else listens there: the next one, then.
            }
        }
        throw new IllegalStateException("no block of free ports from " + FIRST + " to " + (FIRST + BLOCKS * BLOCK - 1));
    }

    private static boolean isFree(int port) {
        try (var socket = listen(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
