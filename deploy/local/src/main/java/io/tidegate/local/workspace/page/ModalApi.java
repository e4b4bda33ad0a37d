package io.tidegate.local.workspace.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tidegate.local.web.LiveFeed;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Person;
import io.tidegate.local.workspace.request.ModalSubmissions;
import io.tidegate.local.workspace.webapi.Views;
import java.util.HashMap;
import java.util.Map;

/**
 * What people do with the modals that a bot opens for them.
 *
 * <ul>
 *   <li>{@code GET /local/views}: all that were opened, each with {@code user, trigger, open, view}
 *   <li>{@code POST /local/views/<id>/submission {user, values}}: what was written or chosen, by block; a block that is
 *       not named keeps what the bot put in it. The answer has {@code ok, open, status, millis}, and {@code errors} or
 *       {@code error}
 *   <li>{@code POST /local/views/<id>/closing {user}}
 *   <li>{@code GET /local/live} has them too: {@code VIEW_OPENED}, {@code VIEW_CHANGED}, {@code VIEW_CLOSED}
 * </ul>
 */
public final class ModalApi {
    private final Directory directory;
    private final Views views;
    private final ModalSubmissions submissions;

    public ModalApi(Directory directory, Views views, ModalSubmissions submissions) {
        this.directory = directory;
        this.views = views;
        this.submissions = submissions;
    }

    public void serve(Javalin web, LiveFeed live) {
        views.listen((kind, modal) -> live.publish(kind.name(), LocalShape.modal(modal)));
        web.get("/local/views", this::all);
        web.post("/local/views/{id}/submission", this::submit);
        web.post("/local/views/{id}/closing", this::close);
    }

    private void all(Context context) {
        ObjectNode answer = LocalWeb.object().put("ok", true);
        ArrayNode all = answer.putArray("views");
        views.all().forEach(modal -> all.add(LocalShape.modal(modal)));
        LocalWeb.answer(context, answer);
    }

    private void submit(Context context) {
        JsonNode body = LocalWeb.body(context);
        Views.Opened modal = modal(context, body);
        Person person = directory.person(modal.person()).orElseThrow();
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> value : body.path("values").properties()) {
            if (!value.getValue().isTextual()) {
                throw new BadRequestResponse("'values' must be an object of texts");
            }
            values.put(value.getKey(), value.getValue().textValue());
        }
        LocalWeb.answer(context, LocalShape.submitted(submissions.submit(person, modal, values)));
    }

    private void close(Context context) {
        views.close(modal(context, LocalWeb.body(context)).id());
        LocalWeb.answer(context, LocalWeb.object().put("ok", true));
    }

    private Views.Opened modal(Context context, JsonNode body) {
        String person = LocalWeb.required(body, "user");
        return views.find(context.pathParam("id"))
                .filter(modal -> modal.person().equals(person))
                .orElseThrow(() -> new NotFoundResponse("There is no such modal open for " + person));
    }
}
