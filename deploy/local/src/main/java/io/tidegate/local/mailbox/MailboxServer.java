package io.tidegate.local.mailbox;

import io.javalin.Javalin;
import io.tidegate.local.web.Environment;
import io.tidegate.local.web.LiveFeed;
import io.tidegate.local.web.LocalWeb;
import java.time.Clock;
import java.util.List;

/**
 * A mail server on this machine: takes everything by SMTP, delivers nothing further, and shows it at {@code /}.
 *
 * <table>
 *   <caption>Environment</caption>
 *   <tr><td>{@code SMTP_PORT}</td><td>default 3025; 0 for a free one, which is printed as {@code smtp <port>}</td></tr>
 *   <tr><td>{@code PORT}</td><td>of HTTP; default 8076; 0 for a free one, which is printed as {@code listening <port>}</td></tr>
 *   <tr><td>{@code SMTP_HOST}</td><td>address to listen on; default 127.0.0.1</td></tr>
 * </table>
 */
public final class MailboxServer implements AutoCloseable {
    private static final int SMTP_PORT = 3_025;
    private static final int PORT = 8_076;
    private static final String HOST = "127.0.0.1";

    private final Javalin web = LocalWeb.create("/mailbox/page");
    private final LiveFeed live = new LiveFeed();
    private final Mails mails = new Mails();
    private final SmtpDoor door;

    private MailboxServer(String host, int smtpPort, Clock clock) {
        Refusals refusals = new Refusals();
        door = new SmtpDoor(
                host, smtpPort, refusals, mails, mail -> live.publish("MAIL", MailboxApi.brief(mail)), clock);
        new MailboxApi(mails, refusals, live).serve(web);
    }

    /** On this machine alone; 0 for free ports. */
    public static MailboxServer start(int smtpPort, int port) {
        return start(smtpPort, port, Clock.systemUTC());
    }

    /** @param clock says when a mail came in */
    public static MailboxServer start(int smtpPort, int port, Clock clock) {
        return start(HOST, smtpPort, port, clock);
    }

    private static MailboxServer start(String host, int smtpPort, int port, Clock clock) {
        MailboxServer server = new MailboxServer(host, smtpPort, clock);
        server.door.open();
        server.web.start(port);
        return server;
    }

    public int smtpPort() {
        return door.port();
    }

    public int port() {
        return web.port();
    }

    /** What has come in, oldest first. */
    public List<Mail> mails() {
        return mails.all();
    }

    @Override
    public void close() {
        // First the open pages, which a web server would wait for.
        live.close();
        web.stop();
        door.close();
    }

    public static void main(String[] args) {
        LocalWeb.quietLogging();
        Environment environment = Environment.ofProcess();
        MailboxServer server = start(
                environment.text("SMTP_HOST", HOST),
                environment.port("SMTP_PORT", SMTP_PORT),
                environment.port("PORT", PORT),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("smtp " + server.smtpPort());
        LocalWeb.announce(server.port());
    }
}
