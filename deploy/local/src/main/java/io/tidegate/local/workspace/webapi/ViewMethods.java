package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.workspace.blocks.BlockRules;
import io.tidegate.local.workspace.blocks.Problem;
import io.tidegate.local.workspace.channel.Directory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** {@code views.open}: checks the trigger and the modal as Slack does. What was opened is told to whoever listens. */
final class ViewMethods {
    private static final int TITLE = 24;

    private final Directory directory;
    private final Triggers triggers;
    private final Views views;
    private final AtomicLong count = new AtomicLong();

    ViewMethods(Directory directory, Triggers triggers, Views views) {
        this.directory = directory;
        this.triggers = triggers;
        this.views = views;
    }

    Map<String, Method> all() {
        return Map.of("views.open", this::open);
    }

    private Answer open(Arguments arguments) {
        JsonNode view = arguments.tree("view");
        if (!(view instanceof ObjectNode modal)
                || !modal.path("type").asText("").equals("modal")) {
            return Answer.error("invalid_arguments");
        }
        List<Problem> problems = problems(modal);
        if (!problems.isEmpty()) {
            return Answer.error("invalid_arguments", problems);
        }
        return switch (triggers.use(arguments.text("trigger_id", ""))) {
            case Triggers.Use.Refused(String code) -> Answer.error(code);
            case Triggers.Use.Of(String person) -> opened(modal, person);
        };
    }

    private static List<Problem> problems(ObjectNode modal) {
        String title = modal.path("title").path("text").asText("");
        if (title.isEmpty() || title.length() > TITLE) {
            return List.of(new Problem("must be between 1 and " + TITLE + " characters", "/view/title/text"));
        }
        return BlockRules.problems(modal.path("blocks"), BlockRules.MOST_IN_VIEW);
    }

    private Answer opened(ObjectNode modal, String person) {
        ObjectNode view = modal.deepCopy();
        String id = "V" + count.incrementAndGet();
        view.put("id", id)
                .put("root_view_id", id)
                .put("hash", id + ".1")
                .put("team_id", directory.team().id())
                .put("app_id", SlackShape.APP_ID)
                .put("bot_id", SlackShape.BOT_ID);
        view.putObject("state").putObject("values");
        views.opened(person, view);
        Answer answer = Answer.ok();
        answer.body().set("view", view);
        return answer;
    }
}
