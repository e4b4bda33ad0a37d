package io.tidegate.local.workspace;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bot that keeps what it is sent and answers what a test wants. */
final class Bot implements AutoCloseable {

    record Received(String path, String timestamp, String signature, String body) {

        Map<String, String> form() {
            Map<String, String> form = new LinkedHashMap<>();
            Arrays.stream(body.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
            return form;
        }

        String field(String name) {
            return Objects.requireNonNull(form().get(name), name);
        }
    }

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Javalin web;
    private volatile Handler answer = context -> {};

    Bot() {
        web = Javalin.create(config -> config.showJavalinBanner = false)
                .post("/slack/*", this::take)
                .start(0);
    }

    private void take(Context context) throws Exception {
        received.add(new Received(
                context.path(),
                Objects.requireNonNull(context.header("X-Slack-Request-Timestamp")),
                Objects.requireNonNull(context.header("X-Slack-Signature")),
                context.body()));
        answer.handle(context);
    }

    void answers(Handler handler) {
        answer = handler;
    }

    String url() {
        return "http://127.0.0.1:" + web.port();
    }

    Received next() throws InterruptedException {
        @Nullable Received next = received.poll(10, TimeUnit.SECONDS);
        return Objects.requireNonNull(next, "the bot was sent nothing");
    }

    /** The newest of what it was sent. */
    Received last() throws InterruptedException {
        Received last = next();
        while (!received.isEmpty()) {
            last = next();
        }
        return last;
    }

    @Override
    public void close() {
        web.stop();
    }
}
