package io.tidegate.dbagent.metrics;

import io.tidegate.dbagent.config.Metric;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An instant query of Prometheus. The token is read anew each time, so that it can be changed. */
final class PrometheusSource implements MetricSource {
    /** One number needs some hundred; who answers with more has not understood the question. */
    private static final long MOST_BYTES = 1 << 20;

    private final HttpClient client;
    private final Metric.Prometheus metric;
    private final UnaryOperator<@Nullable String> environment;
    private final URI question;

    PrometheusSource(HttpClient client, Metric.Prometheus metric, UnaryOperator<@Nullable String> environment) {
        this.client = client;
        this.metric = metric;
        this.environment = environment;
        String base = metric.url().toString().replaceAll("/+$", "");
        question =
                URI.create(base + "/api/v1/query?query=" + URLEncoder.encode(metric.query(), StandardCharsets.UTF_8));
    }

    @Override
    public Reading read() throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(question).header("Accept", "application/json");
        try {
            String token = token();
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
        } catch (IOException e) {
            return new Reading.Unreachable("cannot be asked for: " + metric.tokenFile() + " cannot be read");
        } catch (IllegalArgumentException e) {
            return new Reading.Unreachable("cannot be asked for: the token is not one line of plain characters");
        }
        if (metric.tokenVariable() != null && environment.apply(metric.tokenVariable()) == null) {
            return new Reading.Unreachable(
                    "cannot be asked for: the agent's environment has no " + metric.tokenVariable());
        }
        return ask(request.build());
    }

    private Reading ask(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            return PrometheusAnswer.read(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Reading.Unreachable("is not answered by " + metric.url().getHost() + " ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private @Nullable String token() throws IOException {
        if (metric.tokenFile() != null) {
            return Files.readString(metric.tokenFile()).strip();
        }
        return metric.tokenVariable() == null ? null : environment.apply(metric.tokenVariable());
    }
}
