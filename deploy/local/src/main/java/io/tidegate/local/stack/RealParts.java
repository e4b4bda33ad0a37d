package io.tidegate.local.stack;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which of the stack's stand-ins give way to the real thing: those whose settings the environment has. They are the
 * services' own settings, and are handed on as they are.
 *
 * @param slack {@code SLACK_BOT_TOKEN} and {@code SLACK_SIGNING_SECRET} are both there
 * @param mail {@code TIDEGATE_SMTP_HOST} is there
 * @param whatsApp {@code TIDEGATE_WHATSAPP_TOKEN} is there
 */
record RealParts(Map<String, String> slack, Map<String, String> mail, Map<String, String> whatsApp) {

    /** @throws IllegalStateException when a part's settings are there only half */
    static RealParts of(Map<String, String> environment) {
        Map<String, String> slack = some(environment, "SLACK_");
        Map<String, String> mail = some(environment, "TIDEGATE_SMTP_");
        Map<String, String> whatsApp = some(environment, "TIDEGATE_WHATSAPP_");
        whole("Slack", slack, "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET");
        whole("mail", mail, "TIDEGATE_SMTP_HOST", "TIDEGATE_SMTP_PORT");
        whole(
                "WhatsApp",
                whatsApp,
                "TIDEGATE_WHATSAPP_TOKEN",
                "TIDEGATE_WHATSAPP_PHONE_ID",
                "TIDEGATE_WHATSAPP_APP_SECRET");
        if (!mail.isEmpty() && environment.containsKey("TIDEGATE_MAIL_FROM")) {
            mail.put("TIDEGATE_MAIL_FROM", environment.get("TIDEGATE_MAIL_FROM"));
        }
        return new RealParts(slack, mail, whatsApp);
    }

    boolean hasSlack() {
        return !slack.isEmpty();
    }

    boolean hasMail() {
        return !mail.isEmpty();
    }

    boolean hasWhatsApp() {
        return !whatsApp.isEmpty();
    }

    private static Map<String, String> some(Map<String, String> environment, String beginning) {
        Map<String, String> some = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(beginning) && !value.isBlank()) {
                some.put(name, value);
            }
        });
        return some;
    }

    private static void whole(String part, Map<String, String> settings, String... needed) {
        for (String name : needed) {
            if (!settings.isEmpty() && !settings.containsKey(name)) {
                throw new IllegalStateException("the environment has " + settings.keySet() + " for " + part
                        + ", but not " + name + ": set it too, or unset them for the stand-in on this machine");
            }
        }
    }
}
