package io.tidegate.dbagent.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Answers instant queries as Prometheus does, with what a test says for each query. */
final class PrometheusStandIn implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Supplier<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    record Answer(int status, String body) {}

    PrometheusStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/below/api/v1/query", this::answer);
        server.start();
    }

    /** Where {@code /api/v1/query} is below. */
    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/below/");
    }

    /** One series with this value now; a text such as {@code NaN} too. */
    PrometheusStandIn says(String query, Object value) {
        return says(query, () -> value);
    }

    PrometheusStandIn says(String query, Supplier<Object> value) {
        answers.put(query, () -> new Answer(200, vector(series(String.valueOf(value.get())))));
        return this;
    }

    PrometheusStandIn answers(String query, int status, String body) {
        answers.put(query, () -> new Answer(status, body));
        return this;
    }

    List<String> authorizations() {
        return authorizations;
    }

    static String vector(String... series) {
        return success("vector", "[" + String.join(",", series) + "]");
    }

    static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
    }

    static String series(String value) {
        return "{\"metric\":{\"job\":\"app\"},\"value\":[1796101200.123,\"" + value + "\"]}";
    }

    private void answer(HttpExchange call) throws IOException {
        String raw = call.getRequestURI().getRawQuery();
        String query = URLDecoder.decode(raw.replaceFirst("^query=", ""), StandardCharsets.UTF_8);
        String authorization = call.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "none" : authorization);
        Answer answer = answers.getOrDefault(
                        query, () -> new Answer(400, "{\"status\":\"error\",\"error\":\"no test asks " + query + "\"}"))
                .get();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
