package io.tidegate.dbagent.d1;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database with Cloudflare: questions are put in runs of Wrangler, as many in each as its command line takes. */
final class RemoteDatabase implements D1Database {
    /** Linux gives one argument 128 KiB. */
    private static final int MOST_CHARACTERS = 30_000;

    private final Wrangler wrangler;

    RemoteDatabase(Wrangler wrangler) {
        this.wrangler = wrangler;
    }

    @Override
    public List<Found> ask(List<String> questions) throws D1Exception, IOException, InterruptedException {
        List<Found> answers = new ArrayList<>();
        List<String> together = new ArrayList<>();
        int characters = 0;
        for (String question : questions) {
            if (!together.isEmpty() && characters + question.length() > MOST_CHARACTERS) {
                answers.addAll(askTogether(together));
                together.clear();
                characters = 0;
            }
            together.add(question);
            characters += question.length();
        }
        if (!together.isEmpty()) {
            answers.addAll(askTogether(together));
        }
        return answers;
    }

    private List<Found> askTogether(List<String> questions) throws D1Exception, IOException, InterruptedException {
        // A question may end with a semicolon or a comment.
        JsonNode json = wrangler.execute(questions.stream()
                .map(question -> question.strip().replaceFirst(";\\s*$", ""))
                .collect(Collectors.joining("\n;\n")));
        if (json.size() != questions.size()) {
            throw new D1Exception(
                    "unreadable-answer",
                    "Wrangler gives " + json.size() + " answers to " + questions.size() + " questions: is it Wrangler"
                            + " 4, and is each of the agent's queries one statement?");
        }
        List<Found> answers = new ArrayList<>();
        for (JsonNode each : json) {
            answers.add(new Found(rows(each.path("results"))));
        }
        return answers;
    }

    private static List<List<@Nullable String>> rows(JsonNode results) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (JsonNode row : results) {
            List<@Nullable String> values = new ArrayList<>();
            for (JsonNode value : row) {
                values.add(value.isNull() ? null : value.asText());
            }
            rows.add(values);
        }
        return rows;
    }

    /** D1 refuses {@code integrity_check}; this is the same without comparing indexes with their tables. */
    @Override
    public String soundness() {
        return "PRAGMA quick_check";
    }
}
