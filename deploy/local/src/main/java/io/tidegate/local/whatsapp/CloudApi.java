package io.tidegate.local.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.tidegate.local.web.LocalWeb;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code POST /v23.0/<phone number id>/messages} and {@code POST /v23.0/<account id>/message_templates}. */
final class CloudApi {
    private static final int RANDOM_BYTES = 24;

    private final String token;
    private final String phoneId;
    private final Templates templates;
    private final Faults faults;
    private final Outbox outbox;
    private final Statuses statuses;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CloudApi(
            String token,
            String phoneId,
            Templates templates,
            Faults faults,
            Outbox outbox,
            Statuses statuses,
            Clock clock) {
        this.token = token;
        this.phoneId = phoneId;
        this.templates = templates;
        this.faults = faults;
        this.outbox = outbox;
        this.statuses = statuses;
        this.clock = clock;
    }

    void serve(Javalin web) {
        web.post("/v{version}/{phone}/messages", this::send);
        web.post("/v{version}/{account}/message_templates", this::approve);
    }

    private void send(Context context) {
        Optional<CloudError> error = stranger(context).or(faults::refusal);
        if (error.isPresent()) {
            refuse(context, error.get());
            return;
        }
        JsonNode body = LocalWeb.body(context);
        switch (TemplateMessage.read(body)) {
            case TemplateMessage.Reading.Bad(CloudError bad) -> refuse(context, bad);
            case TemplateMessage.Reading.Good(TemplateMessage message) ->
                templates
                        .problem(message.name(), message.language(), message.parameters())
                        .ifPresentOrElse(problem -> refuse(context, problem), () -> accept(context, message, body));
        }
    }

    private void accept(Context context, TemplateMessage message, JsonNode body) {
        Sent sent = new Sent(
                id(),
                clock.instant(),
                message.to(),
                message.name(),
                message.language(),
                message.parameters(),
                templates.text(message.name(), message.language(), message.parameters()),
                message.callbackData(),
                List.of("accepted"),
                body);
        outbox.put(sent);
        ObjectNode answer = LocalWeb.object().put("messaging_product", "whatsapp");
        answer.putArray("contacts")
                .addObject()
                .put("input", message.to())
                .put("wa_id", message.to().replaceAll("\\D", ""));
        answer.putArray("messages").addObject().put("id", sent.id()).put("message_status", "accepted");
        LocalWeb.answer(context, answer);
        statuses.tell(sent);
    }

    private void approve(Context context) {
        Optional<CloudError> error = token(context);
        if (error.isPresent()) {
            refuse(context, error.get());
            return;
        }
        templates.approve(LocalWeb.body(context));
        LocalWeb.answer(
                context,
                LocalWeb.object().put("id", "local").put("status", "APPROVED").put("category", "UTILITY"));
    }

    private Optional<CloudError> stranger(Context context) {
        return token(context)
                .or(() -> context.pathParam("phone").equals(phoneId)
                        ? Optional.empty()
                        : Optional.of(CloudError.of(
                                100, "Object with ID '" + context.pathParam("phone") + "' does not exist")));
    }

    private Optional<CloudError> token(Context context) {
        String given = Optional.ofNullable(context.header("Authorization")).orElse("");
        boolean same = MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
        return same ? Optional.empty() : Optional.of(CloudError.of(190, "Invalid OAuth access token"));
    }

    private static void refuse(Context context, CloudError error) {
        context.status(error.httpStatus());
        LocalWeb.answer(context, error.answer());
    }

    private String id() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "wamid." + Base64.getEncoder().encodeToString(bytes);
    }
}
