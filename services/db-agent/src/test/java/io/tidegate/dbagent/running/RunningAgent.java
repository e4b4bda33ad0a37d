package io.tidegate.dbagent.running;

import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The agent as it runs, in this JVM. */
final class RunningAgent implements AutoCloseable {
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningAgent(EmbeddedServer server) {
        this.server = server;
    }

    /** One that may still wait for the target's lock. */
    static RunningAgent start(AgentBench bench) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.port", -1);
        bench.settings()
                .forEach((name, value) ->
                        settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        return new RunningAgent(ApplicationContext.run(EmbeddedServer.class, settings));
    }

    static RunningAgent ready(AgentBench bench) {
        RunningAgent agent = start(bench);
        agent.awaitReady();
        return agent;
    }

    void awaitReady() {
        await().atMost(AgentBench.PATIENCE).until(this::isReady);
    }

    boolean isReady() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(server.getURI().resolve("/health"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
        server.getApplicationContext().close();
    }
}
