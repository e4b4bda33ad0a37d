package io.tidegate.dbagent.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import java.io.IOException;

/** What Prometheus says to an instant query (HTTP API, "Expression queries"), as one number or in words. */
final class PrometheusAnswer {
    private static final int OK = 200;
    private static final int LONGEST = 200;

    private PrometheusAnswer() {}

    static Reading read(int status, byte[] body) {
        if (status == 401 || status == 403) {
            return new Reading.Unreachable(
                    "is refused by Prometheus (" + status + "): look at token-file or token-variable");
        }
        if (status >= 300 && status < 400) {
            return new Reading.Unreachable("is sent elsewhere (" + status + "): write the address that answers itself");
        }
        JsonNode answer = json(body);
        if (answer.path("status").asText().equals("error")) {
            return new Reading.Unreachable("is not answered, for Prometheus says: "
                    + brief(answer.path("error").asText()));
        }
        if (status != OK || !answer.path("status").asText().equals("success")) {
            return new Reading.Unreachable("is answered with " + status
                    + (status == OK ? " and not as Prometheus does" : "") + ": look at the address");
        }
        return data(answer.path("data"));
    }

    private static Reading data(JsonNode data) {
        JsonNode result = data.path("result");
        return switch (data.path("resultType").asText()) {
            case "scalar" -> number(result.path(1).asText());
            case "vector" -> vector(result);
            default ->
                new Reading.Unreachable("is answered with a "
                        + brief(data.path("resultType").asText("value of no type"))
                        + ": write a query with one number as its answer");
        };
    }

    private static Reading vector(JsonNode series) {
        return switch (series.size()) {
            case 0 -> new Reading.Nothing("has no series: the query finds nothing, or nothing was scraped of late");
            case 1 -> number(series.path(0).path("value").path(1).asText());
            default ->
                new Reading.Unreachable(
                        "has " + series.size() + " series: make one of them, for instance with sum() or max()");
        };
    }

    private static Reading number(String text) {
        try {
            // NaN is written as Java does; infinity is not.
            double number = Double.parseDouble(text.replace("Inf", "Infinity"));
            return Double.isFinite(number)
                    ? new Reading.Value(number)
                    : new Reading.Nothing("is " + text + ", as a division by nothing is");
        } catch (NumberFormatException e) {
            return new Reading.Unreachable("is '" + brief(text) + "', and no number");
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            // A page of somebody else's: its status is said, its text is not.
            return Json.mapper().missingNode();
        }
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
