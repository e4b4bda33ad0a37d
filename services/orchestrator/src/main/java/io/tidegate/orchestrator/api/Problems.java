package io.tidegate.orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.tidegate.contracts.json.Json;

/** Errors as RFC 9457 has them. */
final class Problems {
    private Problems() {}

    static HttpResponse<String> of(int status, String code, String sentence, String mend) {
        ObjectNode problem = Json.mapper().createObjectNode();
        problem.put("type", "urn:tidegate:problem:" + code)
                .put("title", sentence)
                .put("status", status)
                .put("detail", mend);
        return HttpResponse.<String>status(HttpStatus.valueOf(status))
                .contentType(MediaType.of("application/problem+json"))
                .body(Json.write(problem));
    }
}
