package io.tidegate.local.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.LiveFeed;
import io.tidegate.local.web.LocalWeb;
import java.nio.charset.StandardCharsets;

/**
 * What the page and the tests read.
 *
 * <ul>
 *   <li>{@code GET /local/mails}: all, oldest first, with {@code to, recipients, subject, messageId, date, parts}
 *   <li>{@code DELETE /local/mails}
 *   <li>{@code GET /local/mails/{id}}: one with its headers; {@code /html} its HTML part, {@code /raw} as it was sent
 *   <li>{@code PUT /local/faults {next, code}}: that many messages are refused with that code of SMTP
 *   <li>{@code GET /local/live}: server-sent events {@code MAIL} and {@code CLEARED}
 * </ul>
 */
final class MailboxApi {
    /** A mail's HTML runs nothing and loads nothing, wherever it is opened. */
    private static final String POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private static final int LEAST_CODE = 400;
    private static final int MOST_CODE = 599;

    private final Mails mails;
    private final Refusals refusals;
    private final LiveFeed live;

    MailboxApi(Mails mails, Refusals refusals, LiveFeed live) {
        this.mails = mails;
        this.refusals = refusals;
        this.live = live;
    }

    void serve(Javalin web) {
        live.serve(web, "/local/live");
        web.get("/local/mails", this::list);
        web.delete("/local/mails", this::clear);
        web.get("/local/mails/{id}", context -> LocalWeb.answer(context, full(mail(context))));
        web.get("/local/mails/{id}/html", this::html);
        web.get("/local/mails/{id}/raw", this::raw);
        web.put("/local/faults", this::faults);
    }

    static ObjectNode brief(Mail mail) {
        ObjectNode shape = Json.mapper().valueToTree(mail);
        shape.remove("raw");
        shape.remove("headers");
        return shape;
    }

    private static ObjectNode full(Mail mail) {
        ObjectNode shape = Json.mapper().valueToTree(mail);
        shape.remove("raw");
        return shape;
    }

    private void list(Context context) {
        ObjectNode answer = LocalWeb.object().put("ok", true);
        ArrayNode all = answer.putArray("mails");
        mails.all().forEach(mail -> all.add(brief(mail)));
        LocalWeb.answer(context, answer);
    }

    private void clear(Context context) {
        mails.clear();
        live.publish("CLEARED", LocalWeb.object());
        LocalWeb.answer(context, LocalWeb.object().put("ok", true));
    }

    private void html(Context context) {
        Mail.Part html = mail(context).parts().stream()
                .filter(part -> part.is("text/html"))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("The mail has no HTML part"));
        context.header("Content-Security-Policy", POLICY)
                .contentType("text/html; charset=utf-8")
                .result(html.text());
    }

    private void raw(Context context) {
        context.contentType("text/plain; charset=utf-8")
                .result(mail(context).raw().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void faults(Context context) {
        JsonNode body = LocalWeb.body(context);
        int code = body.path("code").asInt(451);
        if (code < LEAST_CODE || code > MOST_CODE) {
            throw new BadRequestResponse("'code' must be from " + LEAST_CODE + " to " + MOST_CODE);
        }
        refusals.refuse(body.path("next").asInt(1), code);
        LocalWeb.answer(context, LocalWeb.object().put("ok", true));
    }

    private Mail mail(Context context) {
        int id = context.pathParamAsClass("id", Integer.class).get();
        return mails.find(id).orElseThrow(() -> new NotFoundResponse("There is no mail " + id));
    }
}
