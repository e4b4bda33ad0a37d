package io.tidegate.slackbot.running;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The few methods of Slack's Web API that the bot calls; remembers each call, and refuses when told to. */
final class SlackStandIn implements AutoCloseable {
    static final String TOKEN = "xoxb-of-the-test";

    /** @param ts the message that was made or changed; empty for a call that was refused */
    record Call(Instant at, String method, Map<String, String> fields, String ts) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        boolean isCard() {
            return method.equals("chat.postMessage") && field("thread_ts").isEmpty();
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Deque<Integer> rateLimited = new ArrayDeque<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final AtomicLong messages = new AtomicLong();

    SlackStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/", this::answer);
        server.start();
    }

    String apiUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    /** Everything that was said, in order. */
    List<String> texts() {
        return calls.stream().map(call -> call.field("text")).toList();
    }

    /** The next call is answered with 429 and so many seconds of {@code Retry-After}. */
    synchronized void rateLimitOnce(int seconds) {
        rateLimited.add(seconds);
    }

    /** From now on that method answers with that error; the calls are remembered all the same. */
    void refuse(String method, String error) {
        refused.put(method, error);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            String method = path.substring(path.lastIndexOf('/') + 1);
            Map<String, String> fields = fields(body);
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                reply(exchange, 200, "{\"ok\":false,\"error\":\"invalid_auth\"}");
                return;
            }
            Integer wait = nextRefusal();
            if (wait != null) {
                calls.add(new Call(Instant.now(), method + " 429", fields, ""));
                exchange.getResponseHeaders().add("Retry-After", wait.toString());
                reply(exchange, 429, "{\"ok\":false,\"error\":\"ratelimited\"}");
                return;
            }
            String ts = fields.getOrDefault("ts", "1700000000.%06d".formatted(messages.incrementAndGet()));
            calls.add(new Call(Instant.now(), method, fields, ts));
            if (refused.containsKey(method)) {
                reply(exchange, 200, "{\"ok\":false,\"error\":\"" + refused.get(method) + "\"}");
                return;
            }
            reply(
                    exchange,
                    200,
                    "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\",\"message_ts\":\"%s\"}"
                            .formatted(fields.getOrDefault("channel", ""), ts, ts));
        }
    }

    private synchronized @Nullable Integer nextRefusal() {
        return rateLimited.poll();
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
