package io.tidegate.notifier.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.notifier.delivery.Courier;
import io.tidegate.notifier.delivery.Letter;
import io.tidegate.notifier.delivery.Outcome;
import io.tidegate.notifier.settings.NotifierSettings.WhatsApp;
import io.tidegate.notifier.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a letter to the WhatsApp Cloud API: {@code POST /<phone number id>/messages}. */
public final class CloudApiCourier implements Courier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudApiCourier.class);
    private static final int OK = 200;

    private final WhatsApp settings;
    private final ApprovedTemplates templates;
    private final Texts texts;
    private final Duration patience;
    private final HttpClient http;

    public CloudApiCourier(WhatsApp settings, ApprovedTemplates templates, Texts texts, Duration patience) {
        this.settings = settings;
        this.templates = templates;
        this.texts = texts;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public Outcome deliver(Letter letter) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(settings.url() + "/" + settings.phoneId() + "/messages"))
                .timeout(patience)
                .header("Authorization", "Bearer " + settings.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(message(letter))))
                .build();
        try {
            return outcome(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            LOG.debug("{} met {}", letter, e.toString());
            return new Outcome.Later("WhatsApp cannot be reached", null);
        } catch (IOException e) {
            LOG.debug("{} met {}", letter, e.toString());
            return new Outcome.Uncertain("WhatsApp gave no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Uncertain("the notifier ended while WhatsApp took the message");
        }
    }

    private ObjectNode message(Letter letter) {
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", letter.carrier().addressKey(letter.address()))
                .put("type", "template")
                // Comes back in every status: which letter of the ledger it was.
                .put("biz_opaque_callback_data", Long.toString(letter.id()));
        ObjectNode template = message.putObject("template");
        template.put("name", ApprovedTemplates.name(letter.matter()));
        template.putObject("language").put("code", settings.language());
        ObjectNode body = template.putArray("components").addObject().put("type", "body");
        var parameters = body.putArray("parameters");
        templates
                .parameters(letter.matter(), texts)
                .forEach(text -> parameters.addObject().put("type", "text").put("text", text));
        return message;
    }

    private static Outcome outcome(HttpResponse<String> answer) {
        JsonNode body = json(answer.body());
        if (answer.statusCode() != OK) {
            return CloudErrors.outcome(body.path("error").path("code").asInt(0), answer.statusCode());
        }
        String id = body.path("messages").path(0).path("id").asText("");
        return id.isEmpty() ? new Outcome.Uncertain("WhatsApp gave the message no name") : new Outcome.Sent(id);
    }

    /** A gateway on the way may answer with a page. */
    private static JsonNode json(String body) {
        try {
            return Json.read(body, JsonNode.class);
        } catch (UncheckedIOException e) {
            LOG.debug("An answer is no JSON: {}", e.toString());
            return Json.mapper().missingNode();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
