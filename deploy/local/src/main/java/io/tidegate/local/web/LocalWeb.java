package io.tidegate.local.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A web server of a local stand-in: JSON in and out, a page from the class path, health. */
public final class LocalWeb {
    /** Nothing from elsewhere is loaded and nothing inline is run, whatever a text contains. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data: http: https:; frame-src 'self'; base-uri 'none'; form-action 'self'";

    /** Look and tools of all pages. */
    private static final String SHARED = "/web/page";

    private static final String LOGGING = "logback.configurationFile";
    private static final Duration IDLE = Duration.ofMinutes(10);

    private LocalWeb() {}

    /**
     * Listens on this machine alone, or on the address in {@code BIND_ADDRESS}.
     *
     * @param page folder of the page's files on the class path
     */
    public static Javalin create(String page) {
        Javalin web = Javalin.create(config -> {
            config.showJavalinBanner = false;
            config.startupWatcherEnabled = false;
            config.useVirtualThreads = true;
            config.jetty.defaultHost = Environment.ofProcess().text("BIND_ADDRESS", "127.0.0.1");
            config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE.toMillis()));
            for (String folder : List.of(SHARED, page)) {
                config.staticFiles.add(files -> {
                    files.directory = folder;
                    files.location = Location.CLASSPATH;
                    files.headers = Map.of("Cache-Control", "no-cache");
                });
            }
        });
        web.before(context -> context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer"));
        web.exception(HttpResponseException.class, (refusal, context) -> {
            context.status(refusal.getStatus());
            answer(context, object().put("ok", false).put("error", String.valueOf(refusal.getMessage())));
        });
        web.before("/local/*", LocalWeb::refuseForeignPages);
        web.get("/health", context -> answer(context, object().put("status", "UP")));
        return web;
    }

    /** A page from elsewhere that this machine's browser shows must not act here (Fetch Metadata). */
    private static void refuseForeignPages(Context context) {
        if ("cross-site".equals(context.header("Sec-Fetch-Site"))) {
            throw new ForbiddenResponse("Pages of other sites have no business here");
        }
    }

    /** To be called before anything logs: the stand-ins' own quiet logging, unless another is named. */
    public static void quietLogging() {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "stand-in-logback.xml");
        }
    }

    /** The line by which whoever started the process learns the port. */
    public static void announce(int port) {
        System.out.println("listening " + port);
        System.out.flush();
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static JsonNode body(Context context) {
        try {
            JsonNode body = Json.mapper().readTree(context.bodyAsBytes());
            if (body.isObject()) {
                return body;
            }
            throw new BadRequestResponse("The body must be a JSON object");
        } catch (JsonProcessingException e) {
            throw new BadRequestResponse("The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String required(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isValueNode() && !value.isNull()) {
            return value.asText();
        }
        throw new BadRequestResponse("The body must have '" + field + "'");
    }

    public static void answer(Context context, JsonNode body) {
        context.contentType("application/json; charset=utf-8").result(Json.write(body));
    }
}
