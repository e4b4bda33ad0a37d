package io.tidegate.notifier.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.tidegate.contracts.json.Json;
import io.tidegate.notifier.delivery.Receipts;
import io.tidegate.notifier.settings.NotifierSettings.WhatsApp;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where WhatsApp says what became of a message. Nothing of a call is parsed before its signature holds. */
@Controller("/whatsapp/webhook")
@Requires(bean = WhatsApp.class)
final class WebhookController {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);

    private final WebhookSignature signature;
    private final String verifyToken;
    private final Receipts receipts;
    private final Clock clock;

    WebhookController(WhatsApp settings, Receipts receipts, Clock clock) {
        this.signature = new WebhookSignature(settings.appSecret());
        this.verifyToken = settings.verifyToken();
        this.receipts = receipts;
        this.clock = clock;
    }

    /** The handshake when the webhook is set up. */
    @Get(produces = MediaType.TEXT_PLAIN)
    HttpResponse<String> verify(
            @QueryValue("hub.mode") @Nullable String mode,
            @QueryValue("hub.verify_token") @Nullable String token,
            @QueryValue("hub.challenge") @Nullable String challenge) {
        boolean known = "subscribe".equals(mode)
                && token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), verifyToken.getBytes(StandardCharsets.UTF_8));
        return known && challenge != null
                ? HttpResponse.ok(challenge)
                : HttpResponse.<String>status(io.micronaut.http.HttpStatus.FORBIDDEN);
    }

    /** A status that could not be noted is answered with an error, so that it comes again. */
    @Post(consumes = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> statuses(@Header("X-Hub-Signature-256") @Nullable String signed, @Body byte[] body) {
        if (!signature.holds(signed, body)) {
            LOG.warn("A call of the webhook is refused: its signature does not hold");
            return HttpResponse.unauthorized();
        }
        try {
            JsonNode call = Json.read(body, JsonNode.class);
            StatusNote.in(call, clock.instant())
                    .forEach(note -> receipts.note(note.id(), note.status(), note.code(), note.at(), note.letter()));
            return HttpResponse.ok();
        } catch (UncheckedIOException e) {
            LOG.warn("A signed call of the webhook is no JSON: {}", e.getMessage());
            return HttpResponse.badRequest();
        }
    }
}
