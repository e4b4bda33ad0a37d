package io.tidegate.notifier.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mail server that goes wrong at one point of the conversation. */
public final class ScriptedSmtp implements AutoCloseable {
    /** Where it goes wrong. */
    public enum Fault {
        NONE,
        GONE_AT_GREETING,
        SENDER_REFUSED,
        RECIPIENT_UNKNOWN,
        GREYLISTED,
        GONE_AT_RECIPIENT,
        CONTENT_REFUSED,
        FULL_AFTER_CONTENT,
        GONE_AFTER_CONTENT,
        SILENT_AFTER_CONTENT,
        GONE_AT_QUIT
    }

    private static final String OK = "250 ok";
    private static final String GONE = "";

    private static final Logger LOG = LoggerFactory.getLogger(ScriptedSmtp.class);

    private final AtomicInteger received = new AtomicInteger();
    private final Fault fault;
    private final ServerSocket socket;
    private final CountDownLatch closed = new CountDownLatch(1);

    public ScriptedSmtp(Fault fault) {
        this.fault = fault;
        try {
            socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many mails it has got whole, whatever it answered. */
    public int received() {
        return received.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> hear(client));
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }

    private void hear(Socket client) {
        try (client) {
            talk(client);
        } catch (IOException | InterruptedException e) {
            LOG.debug("A conversation ended: {}", e.toString());
        }
    }

    private void talk(Socket client) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        String answer = fault == Fault.GONE_AT_GREETING ? GONE : "220 here";
        while (!answer.equals(GONE)) {
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            answer = answer(line);
            if (answer.startsWith("354")) {
                out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
                answer = afterContent(in);
            }
        }
    }

    private String answer(String line) {
        return switch (line.split("[ :]")[0]) {
            case "MAIL" -> fault == Fault.SENDER_REFUSED ? "553 not from you" : OK;
            case "RCPT" ->
                switch (fault) {
                    case RECIPIENT_UNKNOWN -> "550 no such user";
                    case GREYLISTED -> "451 come again";
                    case GONE_AT_RECIPIENT -> GONE;
                    default -> OK;
                };
            case "DATA" -> "354 go on";
            case "QUIT" -> fault == Fault.GONE_AT_QUIT ? GONE : "221 bye";
            default -> OK;
        };
    }

    private String afterContent(BufferedReader in) throws IOException, InterruptedException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
        if (line == null) {
            return GONE;
        }
        received.incrementAndGet();
        return switch (fault) {
            case CONTENT_REFUSED -> "554 not that";
            case FULL_AFTER_CONTENT -> "452 no room";
            case GONE_AFTER_CONTENT -> GONE;
            case SILENT_AFTER_CONTENT -> {
                closed.await();
                yield GONE;
            }
            default -> OK;
        };
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
