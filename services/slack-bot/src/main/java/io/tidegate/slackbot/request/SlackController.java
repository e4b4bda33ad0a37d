package io.tidegate.slackbot.request;

import com.slack.api.bolt.response.Response;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Slack's requests arrive. Nothing of a body is parsed before its signature holds. */
@Controller("/slack")
final class SlackController {
    private static final Logger LOG = LoggerFactory.getLogger(SlackController.class);

    private final SignatureCheck signature;
    private final SlackApp app;

    SlackController(SignatureCheck signature, SlackApp app) {
        this.signature = signature;
        this.app = app;
    }

    @Post(uri = "/commands", consumes = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> command(HttpRequest<?> request, @Body byte[] body) {
        return handle(request, body);
    }

    @Post(uri = "/interactions", consumes = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> interaction(HttpRequest<?> request, @Body byte[] body) {
        return handle(request, body);
    }

    private HttpResponse<String> handle(HttpRequest<?> request, byte[] body) {
        HttpHeaders headers = request.getHeaders();
        if (!signature.holds(headers.get("X-Slack-Request-Timestamp"), headers.get("X-Slack-Signature"), body)) {
            LOG.warn("A request to {} is refused: its signature or its time does not hold", request.getPath());
            return HttpResponse.unauthorized();
        }
        try {
            Map<String, List<String>> all = new HashMap<>(headers.asMap());
            return answer(app.handle(request.getPath(), all, new String(body, StandardCharsets.UTF_8)));
        } catch (Exception e) {
            LOG.error("A signed request to {} could not be handled", request.getPath(), e);
            return HttpResponse.serverError();
        }
    }

    private static HttpResponse<String> answer(Response response) {
        MutableHttpResponse<String> answer = HttpResponse.status(HttpStatus.valueOf(response.getStatusCode()));
        String body = response.getBody();
        return body == null || body.isEmpty()
                ? answer
                : answer.body(body).contentType(MediaType.of(response.getContentType()));
    }
}
