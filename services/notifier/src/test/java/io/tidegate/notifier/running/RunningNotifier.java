package io.tidegate.notifier.running;

import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The notifier as it runs, with real Kafka and PostgreSQL behind. */
final class RunningNotifier implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);
    static final String APP_SECRET = "It's a Secret to Everybody";
    static final String VERIFY = "verify-word";

    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningNotifier(EmbeddedServer server) {
        this.server = server;
    }

    /** One that is ready. */
    static RunningNotifier start(Kafka kafka, Postgres postgres, String jdbcUrl, int smtpPort, String whatsApp) {
        return start(kafka, postgres, jdbcUrl, smtpPort, whatsApp, "");
    }

    /** @param webhooks file of the incident services; empty for none */
    static RunningNotifier start(
            Kafka kafka, Postgres postgres, String jdbcUrl, int smtpPort, String whatsApp, String webhooks) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.port", -1);
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("tidegate.webhooks", webhooks);
        environment(postgres, jdbcUrl, smtpPort, whatsApp)
                .forEach((name, value) ->
                        settings.put(name.toLowerCase(java.util.Locale.ROOT).replace('_', '.'), value));
        RunningNotifier notifier = new RunningNotifier(ApplicationContext.run(EmbeddedServer.class, settings));
        await().atMost(PATIENCE).until(() -> notifier.get("/health").statusCode() == 200);
        return notifier;
    }

    /** @param whatsApp empty for none */
    static Map<String, String> environment(Postgres postgres, String jdbcUrl, int smtpPort, String whatsApp) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TIDEGATE_DATABASE_URL", jdbcUrl);
        settings.put("TIDEGATE_DATABASE_USER", postgres.adminUser());
        settings.put("TIDEGATE_DATABASE_PASSWORD", postgres.adminPassword());
        settings.put("TIDEGATE_SMTP_HOST", "127.0.0.1");
        settings.put("TIDEGATE_SMTP_PORT", Integer.toString(smtpPort));
        settings.put("TIDEGATE_MAIL_FROM", "Maintenance <maintenance@sppg.example>");
        settings.put("TIDEGATE_PUBLIC_URL", "https://status.sppg.example");
        if (!whatsApp.isEmpty()) {
            settings.put("TIDEGATE_WHATSAPP_URL", whatsApp);
            settings.put("TIDEGATE_WHATSAPP_PHONE_ID", "1234567890");
            settings.put("TIDEGATE_WHATSAPP_TOKEN", "secret-token");
            settings.put("TIDEGATE_WHATSAPP_APP_SECRET", APP_SECRET);
            settings.put("TIDEGATE_WHATSAPP_VERIFY_TOKEN", VERIFY);
        }
        return settings;
    }

    String url(String path) {
        return server.getURI().resolve(path).toString();
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(server.getURI().resolve(path)).build());
    }

    HttpResponse<String> get(String path, String header, String value) {
        return send(HttpRequest.newBuilder(server.getURI().resolve(path))
                .header(header, value)
                .build());
    }

    /** An answer that does not end. @param headers names and values in turn */
    InputStream stream(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    HttpResponse<String> post(String path, String contentType, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURI() + path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
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
