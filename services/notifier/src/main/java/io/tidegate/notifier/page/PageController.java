package io.tidegate.notifier.page;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The public status page and what reads beside it: pollers, widgets, feed readers, the banner. All for reading. */
@Controller
final class PageController {
    /** Keeps proxies from closing a quiet stream. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final Board board;
    private final String banner;

    PageController(Board board) {
        this.board = board;
        this.banner = resource("/assets/banner.js");
    }

    @Get("/")
    @Produces("text/html; charset=utf-8")
    HttpResponse<String> page(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        Board.Shown shown = board.shown();
        return answer(known, shown.revision(), shown.html())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    /** In Statuspage's shape, so that existing widgets and pollers read it. */
    @Get("/api/v2/summary.json")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<String> summary(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        Board.Shown shown = board.shown();
        return open(answer(known, shown.revision(), shown.summary()));
    }

    @Get("/history.atom")
    @Produces("application/atom+xml; charset=utf-8")
    HttpResponse<String> atom(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        Board.Shown shown = board.shown();
        return open(answer(known, shown.revision(), shown.atom()));
    }

    @Get("/history.rss")
    @Produces("application/rss+xml; charset=utf-8")
    HttpResponse<String> rss(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        Board.Shown shown = board.shown();
        return open(answer(known, shown.revision(), shown.rss()));
    }

    /** An event {@code state} for each change; its id is the revision, so that a reader who comes back misses none. */
    @Get("/live")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> live(@Nullable @Header("Last-Event-ID") String known) {
        Flux<Event<String>> states = board.changes()
                .startWith(Flux.defer(() -> Flux.just(board.shown())))
                .distinctUntilChanged(Board.Shown::revision)
                .filter(shown -> !shown.revision().equals(known))
                .map(shown -> Event.of(shown.summary()).id(shown.revision()).name("state"));
        return states.mergeWith(Flux.interval(BEAT)
                .map(beat -> Event.of("").comment("still here").name("beat")));
    }

    /** For sites that show the banner; they include it once and forget about it. */
    @Get("/banner.js")
    @Produces("text/javascript; charset=utf-8")
    HttpResponse<String> banner() {
        return open(HttpResponse.ok(banner).header(HttpHeaders.CACHE_CONTROL, "public, max-age=300"));
    }

    private static MutableHttpResponse<String> answer(@Nullable String known, String revision, String body) {
        String tag = "\"" + revision + "\"";
        MutableHttpResponse<String> response =
                matches(known, tag) ? HttpResponse.<String>notModified() : HttpResponse.ok(body);
        return response.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    /** RFC 9110 13.1.2: a list, or any; weak tags match too. */
    private static boolean matches(@Nullable String known, String tag) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
    }

    private static MutableHttpResponse<String> open(MutableHttpResponse<String> response) {
        return response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.ETAG);
    }

    private static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(PageController.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + path, e);
        }
    }
}
