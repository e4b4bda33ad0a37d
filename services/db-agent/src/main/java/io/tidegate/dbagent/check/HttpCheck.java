package io.tidegate.dbagent.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.Fact;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls an endpoint until it answers as expected or the step's time is nearly over. Changes nothing. */
public final class HttpCheck implements StepKind {
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(250);
    private static final Duration CALL = Duration.ofSeconds(5);
    /** So that the answer is ours, and not the orchestrator's time-out. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final int LONGEST_VALUE = 60;

    private final AgentConfig config;
    private final Clock clock;

    public HttpCheck(AgentConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) throws InterruptedException {
        var work = (Work.Http) request.work();
        AgentConfig.Check check = config.checks().get(work.check());
        if (check == null) {
            return new StepResult.Failed(
                    "no-such-check",
                    "the agent's configuration has no check '" + work.check() + "'; it has "
                            + config.checks().keySet(),
                    List.of());
        }
        HttpRequest call = HttpRequest.newBuilder(check.url())
                .timeout(longest(work))
                .header("Accept", "application/json")
                .build();
        Instant end = request.deadline().minus(MARGIN);
        int calls = 0;
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CALL).build()) {
            while (true) {
                calls++;
                List<String> wrong = call(client, call, work);
                Fact made = Fact.number("calls", calls, "calls");
                if (wrong.isEmpty()) {
                    return new StepResult.Succeeded(List.of(made));
                }
                if (!clock.instant().isBefore(end)) {
                    return new StepResult.Failed("unexpected-answer", String.join("; ", wrong), List.of(made));
                }
                progress.doing(null, wrong.getFirst());
                Thread.sleep(BETWEEN_CALLS);
            }
        }
    }

    private static Duration longest(Work.Http work) {
        return work.withinMs() == null ? CALL : Duration.ofMillis(work.withinMs());
    }

    private static List<String> call(HttpClient client, HttpRequest call, Work.Http work) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(call, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != work.status()) {
                return List.of(work.check() + " answers " + answer.statusCode() + " instead of " + work.status());
            }
            return work.json().isEmpty()
                    ? List.of()
                    : differences(work, Json.mapper().readTree(answer.body()));
        } catch (HttpTimeoutException e) {
            return List.of(
                    work.check() + " does not answer within " + longest(work).toMillis() + " ms");
        } catch (JsonProcessingException e) {
            return List.of(work.check() + " answers no JSON");
        } catch (IOException e) {
            return List.of(work.check() + " does not answer (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static List<String> differences(Work.Http work, JsonNode answer) {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> expected : work.json().entrySet()) {
            String found = answer.at(expected.getKey()).asText();
            if (!found.equals(expected.getValue())) {
                String shown = found.length() > LONGEST_VALUE ? found.substring(0, LONGEST_VALUE) + "…" : found;
                wrong.add(work.check() + " has '" + shown + "' at " + expected.getKey() + " instead of '"
                        + expected.getValue() + "'");
            }
        }
        return wrong;
    }
}
