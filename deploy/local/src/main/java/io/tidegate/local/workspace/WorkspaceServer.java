package io.tidegate.local.workspace;

import io.javalin.Javalin;
import io.tidegate.local.web.Environment;
import io.tidegate.local.web.LiveFeed;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.HistoryFile;
import io.tidegate.local.workspace.channel.Rooms;
import io.tidegate.local.workspace.channel.Stamps;
import io.tidegate.local.workspace.page.LocalApi;
import io.tidegate.local.workspace.page.ModalApi;
import io.tidegate.local.workspace.request.BotLine;
import io.tidegate.local.workspace.request.RequestParts;
import io.tidegate.local.workspace.webapi.ContentCheck;
import io.tidegate.local.workspace.webapi.Limits;
import io.tidegate.local.workspace.webapi.Triggers;
import io.tidegate.local.workspace.webapi.ViewShape;
import io.tidegate.local.workspace.webapi.Views;
import io.tidegate.local.workspace.webapi.WebApiParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A chat workspace on this machine. It speaks the part of Slack's Web API that a bot uses ({@code /api/<method>}),
 * signs and sends slash commands, button presses and modals as Slack does, and shows its channels as a page at {@code /}.
 *
 * <table>
 *   <caption>Environment</caption>
 *   <tr><td>{@code PORT}</td><td>of HTTP; default 8075, 0 for a free one, which is printed as {@code listening <port>}</td></tr>
 *   <tr><td>{@code SLACK_SIGNING_SECRET}</td><td>signs what goes to the bot; required</td></tr>
 *   <tr><td>{@code SLACK_BOT_TOKEN}</td><td>which the bot must show; required</td></tr>
 *   <tr><td>{@code BOT_URL}</td><td>of the bot, without a path; default {@code http://127.0.0.1:8080}</td></tr>
 *   <tr><td>{@code WORKSPACE_HISTORY}</td><td>file that keeps what was said; without it a restart forgets</td></tr>
 *   <tr><td>{@code WORKSPACE_POSTS_PER_SECOND}</td><td>Slack's rate of posting into a channel; 0, the default, for none</td></tr>
 *   <tr><td>{@code WORKSPACE_PUBLIC_URL}</td><td>by which the bot reaches {@code response_url}s; default this machine</td></tr>
 *   <tr><td>{@code WORKSPACE_PEOPLE}</td><td>JSON array of {@code {id, name, realName, title, timeZone, bot}}; default the example's</td></tr>
 *   <tr><td>{@code WORKSPACE_CHANNELS}</td><td>JSON array of {@code {id, name, topic, joined}}; default the example's</td></tr>
 *   <tr><td>{@code STATUS_PAGE_URL}, {@code MAILBOX_URL}, {@code WHATSAPP_PAGE_URL}</td><td>linked from the page</td></tr>
 * </table>
 */
public final class WorkspaceServer implements AutoCloseable {
    private final Javalin web = LocalWeb.create("/workspace/page");
    private final LiveFeed live = new LiveFeed();
    private final Chat chat;
    private final BotLine bot;
    private final @Nullable HistoryFile history;

    private WorkspaceServer(WorkspaceSettings settings, Clock clock) {
        Directory directory = settings.directory();
        Stamps stamps = new Stamps(clock);
        chat = new Chat(stamps);
        history = settings.history() == null ? null : HistoryFile.follow(settings.history(), chat);
        bot = new BotLine(settings.botUrl(), settings.signingSecret(), clock);
        Rooms rooms = new Rooms(directory.rooms());
        Triggers triggers = new Triggers(clock);
        Limits limits = new Limits();
        Views views = new Views();
        AtomicLong ids = new AtomicLong();
        Supplier<String> nextId = () -> "local" + ids.incrementAndGet();
        ContentCheck check = new ContentCheck(nextId);
        ViewShape viewShape = new ViewShape(directory, nextId);
        String publicUrl = settings.publicUrl();
        Supplier<String> address = () -> publicUrl == null ? "http://127.0.0.1:" + web.port() : publicUrl;
        RequestParts requests =
                RequestParts.of(directory, chat, stamps, check, triggers, views, viewShape, bot, address, clock);
        new WebApiParts(
                        directory,
                        rooms,
                        chat,
                        check,
                        triggers,
                        views,
                        viewShape,
                        limits,
                        settings.botToken(),
                        settings.postsPerSecond(),
                        address,
                        clock)
                .assemble()
                .serve(web);
        requests.urls().serve(web);
        new LocalApi(directory, rooms, chat, requests, bot, limits, settings.links()).serve(web, live);
        new ModalApi(directory, views, requests.submissions()).serve(web, live);
    }

    public static WorkspaceServer start(WorkspaceSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    public static WorkspaceServer start(WorkspaceSettings settings, Clock clock) {
        WorkspaceServer server = new WorkspaceServer(settings, clock);
        server.web.start(settings.port());
        return server;
    }

    public int port() {
        return web.port();
    }

    /** For {@code SLACK_API_URL}. */
    public String apiUrl() {
        return "http://127.0.0.1:" + port() + "/api/";
    }

    /** What is said in it. */
    public Chat chat() {
        return chat;
    }

    /** @param url of the bot, without a path */
    public void callBotAt(String url) {
        bot.callAt(url);
    }

    @Override
    public void close() {
        // First the open pages, which a web server would wait for.
        live.close();
        web.stop();
        bot.close();
        if (history != null) {
            try {
                history.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static void main(String[] args) {
        LocalWeb.quietLogging();
        WorkspaceServer server = start(WorkspaceSettings.of(Environment.ofProcess()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        LocalWeb.announce(server.port());
    }
}
