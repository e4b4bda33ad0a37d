package io.tidegate.local.workspace.webapi;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.tidegate.local.web.LocalWeb;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /api/<method>}: the token, then the limits, then the method. */
public final class WebApi {
    /** The one method that asks for no token. */
    static final String OPEN_METHOD = "api.test";

    private static final String BEARER = "Bearer ";
    private static final String POST = "chat.postMessage";

    private final String token;
    private final Limits limits;
    private final PostRate rate;
    private final Map<String, Method> methods = new HashMap<>();

    WebApi(String token, Limits limits, PostRate rate) {
        this.token = token;
        this.limits = limits;
        this.rate = rate;
    }

    void add(Map<String, Method> more) {
        methods.putAll(more);
    }

    public void serve(Javalin web) {
        web.post("/api/{method}", this::handle);
        web.get("/api/{method}", this::handle);
    }

    private void handle(Context context) {
        String name = context.pathParam("method");
        Method method = methods.get(name);
        if (method == null) {
            LocalWeb.answer(context, Answer.error("unknown_method").body());
            return;
        }
        Optional<Arguments> arguments = Arguments.of(context);
        if (arguments.isEmpty()) {
            LocalWeb.answer(context, Answer.error("invalid_json").body());
            return;
        }
        String refusal = name.equals(OPEN_METHOD) ? "" : refusal(context, arguments.get());
        if (!refusal.isEmpty()) {
            LocalWeb.answer(context, Answer.error(refusal).body());
            return;
        }
        Optional<Duration> wait = limits.refusal(name)
                .or(() -> name.equals(POST) ? rate.refusal(arguments.get().text("channel", "")) : Optional.empty());
        if (wait.isPresent()) {
            context.status(429).header("Retry-After", String.valueOf(wait.get().toSeconds()));
            LocalWeb.answer(context, Answer.error("ratelimited").body());
            return;
        }
        LocalWeb.answer(context, method.answer(arguments.get()).body());
    }

    /** Empty when the caller has the token. */
    private String refusal(Context context, Arguments arguments) {
        String header = Optional.ofNullable(context.header("Authorization")).orElse("");
        String given = header.startsWith(BEARER) ? header.substring(BEARER.length()) : arguments.text("token", "");
        if (given.isEmpty()) {
            return "not_authed";
        }
        boolean same =
                MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        return same ? "" : "invalid_auth";
    }
}
