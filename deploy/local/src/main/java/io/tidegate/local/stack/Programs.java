package io.tidegate.local.stack;

import static io.tidegate.local.stack.StackPorts.url;

import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Root;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Java programs of the stack and the settings that each is given. */
final class Programs {
    private static final String PHONE_ID = "106540352242922";

    private final Example example;
    private final StackPorts ports;
    private final StackSecrets secrets;
    private final RealParts real;
    private final Path logs;

    Programs(Example example, StackPorts ports, StackSecrets secrets, RealParts real, Path logs) {
        this.example = example;
        this.ports = ports;
        this.secrets = secrets;
        this.real = real;
        this.logs = logs;
    }

    List<ServiceProcess> standIns() {
        List<ServiceProcess> standIns = new ArrayList<>();
        if (!real.hasSlack()) {
            standIns.add(workspace());
        }
        if (!real.hasMail()) {
            standIns.add(mailbox());
        }
        if (!real.hasWhatsApp()) {
            standIns.add(phones());
        }
        return standIns;
    }

    private ServiceProcess workspace() {
        return standIn(
                "workspace",
                ports.workspace(),
                "io.tidegate.local.workspace.WorkspaceServer",
                Map.of(
                        "SLACK_SIGNING_SECRET", secrets.slackSigning(),
                        "SLACK_BOT_TOKEN", secrets.slackToken(),
                        "BOT_URL", url(ports.bot()),
                        "STATUS_PAGE_URL", url(ports.notifier()),
                        "MAILBOX_URL", url(ports.mailbox()),
                        "WHATSAPP_PAGE_URL", url(ports.whatsApp())));
    }

    private ServiceProcess mailbox() {
        return standIn(
                "mailbox",
                ports.mailbox(),
                "io.tidegate.local.mailbox.MailboxServer",
                Map.of("SMTP_PORT", Integer.toString(ports.smtp())));
    }

    private ServiceProcess phones() {
        return standIn(
                "whatsapp",
                ports.whatsApp(),
                "io.tidegate.local.whatsapp.WhatsAppServer",
                Map.of(
                        "WHATSAPP_TOKEN", secrets.whatsAppToken(),
                        "WHATSAPP_PHONE_ID", PHONE_ID,
                        "WHATSAPP_APP_SECRET", secrets.whatsAppApp(),
                        "WHATSAPP_VERIFY_TOKEN", secrets.whatsAppVerify(),
                        "WEBHOOK_URL", url(ports.notifier()) + "/whatsapp/webhook"));
    }

    List<ServiceProcess> services(
            String kafka, PostgresCluster postgres, String database, Path plans, Path signingKey, Path agentConfig) {
        Map<String, String> common = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka,
                "TIDEGATE_DATABASE_URL",
                postgres.jdbcUrl(database),
                "TIDEGATE_DATABASE_USER",
                PostgresCluster.ADMIN,
                "TIDEGATE_DATABASE_PASSWORD",
                postgres.adminPassword());
        return List.of(
                service(
                        "orchestrator",
                        ports.orchestrator(),
                        common,
                        Map.of(
                                "TIDEGATE_PLANS", plans.toString(),
                                "TIDEGATE_SIGNING_KEY", signingKey.toString(),
                                "TIDEGATE_INSTANCE", "local")),
                service("db-agent", ports.agent(), common, Map.of("TIDEGATE_AGENT_CONFIG", agentConfig.toString())),
                service("notifier", ports.notifier(), common, notifier()),
                service("slack-bot", ports.bot(), common, slack()));
    }

    private Map<String, String> slack() {
        return real.hasSlack()
                ? real.slack()
                : Map.of(
                        "SLACK_SIGNING_SECRET", secrets.slackSigning(),
                        "SLACK_BOT_TOKEN", secrets.slackToken(),
                        "SLACK_API_URL", url(ports.workspace()) + "/api/");
    }

    private Map<String, String> notifier() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "TIDEGATE_MAIL_FROM",
                "maintenance@tidegate.example",
                "TIDEGATE_PUBLIC_URL",
                url(ports.notifier()),
                "TIDEGATE_STATUS_PAGE_NAME",
                example.component(),
                "TIDEGATE_STATUS_PAGE_COMPONENTS",
                example.target() + "=" + example.component()));
        settings.putAll(
                real.hasMail()
                        ? real.mail()
                        : Map.of(
                                "TIDEGATE_SMTP_HOST",
                                "127.0.0.1",
                                "TIDEGATE_SMTP_PORT",
                                Integer.toString(ports.smtp())));
        settings.putAll(
                real.hasWhatsApp()
                        ? real.whatsApp()
                        : Map.of(
                                "TIDEGATE_WHATSAPP_URL", url(ports.whatsApp()) + "/v23.0",
                                "TIDEGATE_WHATSAPP_PHONE_ID", PHONE_ID,
                                "TIDEGATE_WHATSAPP_TOKEN", secrets.whatsAppToken(),
                                "TIDEGATE_WHATSAPP_APP_SECRET", secrets.whatsAppApp(),
                                "TIDEGATE_WHATSAPP_VERIFY_TOKEN", secrets.whatsAppVerify()));
        return settings;
    }

    private ServiceProcess standIn(String name, int port, String main, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PORT", Integer.toString(port));
        return ServiceProcess.of(name, port, List.of("-cp", System.getProperty("java.class.path"), main), all, logs);
    }

    private ServiceProcess service(String name, int port, Map<String, String> common, Map<String, String> environment) {
        Path jar =
                Root.path().resolve("services").resolve(name).resolve("target").resolve("tidegate-" + name + ".jar");
        Map<String, String> all = new HashMap<>(common);
        all.putAll(environment);
        all.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        all.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        return ServiceProcess.of(name, port, List.of("-jar", jar.toString()), all, logs);
    }
}
