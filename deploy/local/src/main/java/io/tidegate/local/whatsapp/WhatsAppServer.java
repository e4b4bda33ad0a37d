package io.tidegate.local.whatsapp;

import io.javalin.Javalin;
import io.tidegate.local.web.Environment;
import io.tidegate.local.web.LiveFeed;
import io.tidegate.local.web.LocalWeb;
import java.time.Clock;
import java.util.List;

/**
 * A stand-in for the WhatsApp Cloud API: takes template messages, tells their statuses by signed webhooks, and shows
 * the phones at {@code /}. Nothing leaves this machine.
 *
 * <table>
 *   <caption>Environment</caption>
 *   <tr><td>{@code PORT}</td><td>of HTTP; default 8077, 0 for a free one, which is printed as {@code listening <port>}</td></tr>
 *   <tr><td>{@code WHATSAPP_TOKEN}</td><td>which senders must show; required</td></tr>
 *   <tr><td>{@code WHATSAPP_PHONE_ID}</td><td>the sender's phone number id; required</td></tr>
 *   <tr><td>{@code WHATSAPP_APP_SECRET}</td><td>signs webhooks; required</td></tr>
 *   <tr><td>{@code WHATSAPP_VERIFY_TOKEN}</td><td>of the verification handshake</td></tr>
 *   <tr><td>{@code WEBHOOK_URL}</td><td>which is told of statuses; none: they are shown on the page alone</td></tr>
 *   <tr><td>{@code WHATSAPP_TEMPLATES}</td><td>JSON file, an array of templates as {@code message_templates} takes them</td></tr>
 * </table>
 */
public final class WhatsAppServer implements AutoCloseable {
    private final Javalin web = LocalWeb.create("/whatsapp/page");
    private final LiveFeed live = new LiveFeed();
    private final Outbox outbox = new Outbox();
    private final Webhook webhook;

    private WhatsAppServer(WhatsAppSettings settings, Clock clock) {
        Faults faults = new Faults();
        Templates templates = new Templates();
        settings.templates().forEach(templates::approve);
        webhook = new Webhook(settings.webhookUrl(), settings.appSecret(), settings.verifyToken());
        Statuses statuses = new Statuses(webhook, faults, outbox, settings.phoneId(), clock);
        new CloudApi(settings.token(), settings.phoneId(), templates, faults, outbox, statuses, clock).serve(web);
        new PhonesApi(outbox, faults, webhook, live).serve(web);
    }

    public static WhatsAppServer start(WhatsAppSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** @param clock says when a message was taken */
    public static WhatsAppServer start(WhatsAppSettings settings, Clock clock) {
        WhatsAppServer server = new WhatsAppServer(settings, clock);
        server.web.start(settings.port());
        return server;
    }

    public int port() {
        return web.port();
    }

    /** @param url of the webhook that is told of statuses */
    public void tellStatusesTo(String url) {
        webhook.callAt(url);
    }

    /** What was taken, oldest first. */
    public List<Sent> sent() {
        return outbox.all();
    }

    @Override
    public void close() {
        // First the open pages, which a web server would wait for.
        live.close();
        web.stop();
        webhook.close();
    }

    public static void main(String[] args) {
        LocalWeb.quietLogging();
        WhatsAppServer server = start(WhatsAppSettings.of(Environment.ofProcess()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        LocalWeb.announce(server.port());
    }
}
