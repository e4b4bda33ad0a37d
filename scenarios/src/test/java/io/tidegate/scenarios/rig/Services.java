package io.tidegate.scenarios.rig;

import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.local.mailbox.MailboxServer;
import io.tidegate.local.whatsapp.WhatsAppServer;
import io.tidegate.local.whatsapp.WhatsAppSettings;
import io.tidegate.local.workspace.WorkspaceServer;
import io.tidegate.local.workspace.WorkspaceSettings;
import io.tidegate.scenarios.part.Part;
import io.tidegate.scenarios.part.PartLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Orchestrator, notifier and bot with a database of their own, and the workspace, mailbox and phones around them. */
final class Services implements AutoCloseable {
    private static final String SIGNING_SECRET = "secret of the scenarios' workspace";
    private static final String BOT_TOKEN = "xoxb-of-the-scenarios";
    private static final String PHONE_ID = "106540352242922";
    private static final String WHATSAPP_TOKEN = "token of the scenarios' phones";
    private static final String WHATSAPP_SECRET = "secret of the scenarios' phones";
    private static final String WHATSAPP_WORD = "word of the scenarios' phones";

    /** Loading and warming a service's classes takes longer than starting it: one class path each serves the whole JVM. */
    private static final PartLoader ORCHESTRATOR =
            PartLoader.of("orchestrator", "io.tidegate.scenarios.inside.OrchestratorPart");

    private static final PartLoader NOTIFIER = PartLoader.of("notifier", "io.tidegate.scenarios.inside.NotifierPart");
    private static final PartLoader SLACK_BOT = PartLoader.of("slack-bot", "io.tidegate.scenarios.inside.SlackBotPart");

    private final MailboxServer mailbox;
    private final WhatsAppServer phones;
    private final WorkspaceServer workspace;
    private final Part orchestrator;
    private final Part notifier;
    private final Part slackBot;

    Services(Kafka kafka, Postgres postgres, String database, Path home, Clock clock) {
        mailbox = MailboxServer.start(0, 0, clock);
        phones = WhatsAppServer.start(
                new WhatsAppSettings(0, WHATSAPP_TOKEN, PHONE_ID, WHATSAPP_SECRET, WHATSAPP_WORD, "", List.of()),
                clock);
        workspace = WorkspaceServer.start(
                WorkspaceSettings.ofExample(SIGNING_SECRET, BOT_TOKEN, "http://127.0.0.1:9"), clock);
        Map<String, Object> common = Map.of(
                "micronaut.server.port", -1,
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "tidegate.database.url", database,
                "tidegate.database.user", postgres.adminUser(),
                "tidegate.database.password", postgres.adminPassword());
        var second = beside(() -> NOTIFIER.start(with(common, ofNotifier()), clock));
        var third = beside(() -> SLACK_BOT.start(with(common, ofSlackBot()), clock));
        orchestrator = ORCHESTRATOR.start(with(common, ofOrchestrator(home)), clock);
        notifier = second.join();
        slackBot = third.join();
        workspace.callBotAt(slackBot.address().toString());
        phones.tellStatusesTo(notifier.address() + "/whatsapp/webhook");
    }

    /** Not in the common pool: on two cores that has one thread, which a starting service needs itself. */
    static <T> CompletableFuture<T> beside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofPlatform().start(task));
    }

    private static Map<String, Object> with(Map<String, Object> common, Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(common);
        all.putAll(own);
        return all;
    }

    private static Map<String, Object> ofOrchestrator(Path home) {
        return Map.of(
                "tidegate.plans", home.resolve("plans").toString(),
                "tidegate.signing.key", home.resolve("signing.pem").toString());
    }

    private Map<String, Object> ofNotifier() {
        return Map.of(
                "tidegate.smtp.host",
                "127.0.0.1",
                "tidegate.smtp.port",
                mailbox.smtpPort(),
                "tidegate.mail.from",
                "Maintenance <maintenance@sppg.example>",
                "tidegate.public.url",
                "https://status.sppg.example",
                "tidegate.whatsapp.url",
                "http://127.0.0.1:" + phones.port() + "/v23.0",
                "tidegate.whatsapp.phone.id",
                PHONE_ID,
                "tidegate.whatsapp.token",
                WHATSAPP_TOKEN,
                "tidegate.whatsapp.app.secret",
                WHATSAPP_SECRET,
                "tidegate.whatsapp.verify.token",
                WHATSAPP_WORD);
    }

    private Map<String, Object> ofSlackBot() {
        return Map.of(
                "slack.signing-secret", SIGNING_SECRET,
                "slack.bot-token", BOT_TOKEN,
                "slack.api-url", workspace.apiUrl());
    }

    MailboxServer mailbox() {
        return mailbox;
    }

    WhatsAppServer phones() {
        return phones;
    }

    WorkspaceServer workspace() {
        return workspace;
    }

    Part orchestrator() {
        return orchestrator;
    }

    Part notifier() {
        return notifier;
    }

    Part slackBot() {
        return slackBot;
    }

    void timeMoved() {
        orchestrator.timeMoved();
        notifier.timeMoved();
        slackBot.timeMoved();
    }

    @Override
    public void close() {
        var closing = List.of(beside(() -> closed(slackBot)), beside(() -> closed(notifier)));
        orchestrator.close();
        closing.forEach(CompletableFuture::join);
        workspace.close();
        phones.close();
        mailbox.close();
    }

    static Part closed(Part part) {
        part.close();
        return part;
    }
}
