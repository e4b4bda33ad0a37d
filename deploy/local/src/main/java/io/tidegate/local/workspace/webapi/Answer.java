package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.blocks.Problem;
import java.util.List;

/** What a method answers; errors too come with HTTP 200. */
record Answer(ObjectNode body) {

    static Answer ok() {
        return new Answer(LocalWeb.object().put("ok", true));
    }

    static Answer error(String code) {
        return new Answer(LocalWeb.object().put("ok", false).put("error", code));
    }

    static Answer error(String code, List<Problem> problems) {
        Answer answer = error(code);
        var errors = answer.body.putArray("errors");
        var messages = answer.body.putObject("response_metadata").putArray("messages");
        for (Problem problem : problems) {
            errors.add(problem.message());
            messages.add(problem.message());
        }
        return answer;
    }
}
