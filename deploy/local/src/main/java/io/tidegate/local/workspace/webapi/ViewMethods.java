package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.workspace.blocks.Problem;
import io.tidegate.local.workspace.blocks.ViewRules;
import java.util.List;
import java.util.Map;

/** {@code views.open}: checks the trigger and the modal as Slack does. */
final class ViewMethods {
    private final Triggers triggers;
    private final Views views;
    private final ViewShape shape;

    ViewMethods(Triggers triggers, Views views, ViewShape shape) {
        this.triggers = triggers;
        this.views = views;
        this.shape = shape;
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
        List<Problem> problems = ViewRules.problems(modal);
        if (!problems.isEmpty()) {
            return Answer.error("invalid_arguments", problems);
        }
        String trigger = arguments.text("trigger_id", "");
        return switch (triggers.use(trigger)) {
            case Triggers.Use.Refused(String code) -> Answer.error(code);
            case Triggers.Use.Of(String person) -> opened(new Views.Opened(person, trigger, shape.opened(modal), true));
        };
    }

    private Answer opened(Views.Opened modal) {
        views.opened(modal);
        Answer answer = Answer.ok();
        answer.body().set("view", modal.view());
        return answer;
    }
}
