package io.tidegate.notifier.mail;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * Where the link of a mail leads. Opening it changes nothing, because programs open links too; only the button does, or a
 * mailbox's own (RFC 8058), which posts without asking again.
 */
@Controller("/unsubscribe/{token}")
final class UnsubscribeController {
    private final Subscriptions subscriptions;

    UnsubscribeController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Get(produces = MediaType.TEXT_HTML)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> ask(@PathVariable String token) {
        return subscriptions.isKnown(token)
                ? HttpResponse.ok(page("No more mails about maintenance?", """
                        <p>You will not get mails about planned maintenance any more. The status page stays open to you.</p>
                        <form method="post"><button type="submit">Stop these mails</button></form>"""))
                : unknown();
    }

    @Post(consumes = MediaType.ALL, produces = MediaType.TEXT_HTML)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> stop(@PathVariable String token) {
        return subscriptions.stop(token)
                ? HttpResponse.ok(page("Done", "<p>You will not get mails about planned maintenance any more.</p>"))
                : unknown();
    }

    private static HttpResponse<String> unknown() {
        return HttpResponse.notFound(page(
                "This link is not known",
                "<p>It may have been cut. Please use the whole link of the mail, or write to whoever sent it.</p>"));
    }

    private static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"><title>%s</title><style>
                :root { color-scheme: light dark; }
                body { font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; }
                h1 { font-size: 1.5rem; line-height: 1.3; }
                button { font: inherit; font-weight: 600; padding: .6rem 1.1rem; cursor: pointer; }
                </style></head><body><main><h1>%s</h1>%s</main></body></html>
                """.formatted(title, title, body);
    }
}
