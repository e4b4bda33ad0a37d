package io.tidegate.orchestrator.api;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.tidegate.orchestrator.store.Causes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for requests that no controller answered. */
@Controller
class ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorController.class);

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<String> notFound(HttpRequest<?> request) {
        return Problems.of(404, "no-such-page", "There is nothing at " + request.getPath() + ".", "GET /windows.");
    }

    @Error(global = true)
    HttpResponse<String> noSuchWindow(HttpRequest<?> request, NoSuchWindowException failure) {
        return Problems.of(404, "no-such-window", String.valueOf(failure.getMessage()), "GET /windows lists them.");
    }

    @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
    HttpResponse<String> notAllowed(HttpRequest<?> request) {
        return Problems.of(405, "method-not-allowed", "Here one can only read.", "Send commands over Kafka.");
    }

    @Error(global = true)
    HttpResponse<String> badValue(HttpRequest<?> request, ConversionErrorException failure) {
        return Problems.of(
                400,
                "bad-value",
                "The value of " + failure.getArgument().getName() + " does not fit.",
                "It is a " + failure.getArgument().getTypeName() + ".");
    }

    @Error(global = true)
    HttpResponse<String> failed(HttpRequest<?> request, Throwable failure) {
        if (Causes.isDatabase(failure)) {
            LOG.warn("{} not answered: {}", request.getPath(), Causes.of(failure));
            return Problems.of(503, "database-away", "The database does not answer.", "Try again in a moment.");
        }
        LOG.error("{} failed", request.getPath(), failure);
        return Problems.of(500, "internal-error", "Something went wrong here.", "Look at the orchestrator's log.");
    }
}
