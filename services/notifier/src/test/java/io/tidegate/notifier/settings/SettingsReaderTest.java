package io.tidegate.notifier.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.notifier.settings.NotifierSettings.Security;
import io.tidegate.notifier.settings.NotifierSettings.WrongSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    private final Map<Setting, String> values = new EnumMap<>(Map.of(
            Setting.TIDEGATE_DATABASE_URL, "jdbc:postgresql://localhost/tidegate",
            Setting.TIDEGATE_DATABASE_USER, "notifier",
            Setting.TIDEGATE_DATABASE_PASSWORD, "s3cret",
            Setting.TIDEGATE_PUBLIC_URL, "https://status.sppg.example/",
            Setting.TIDEGATE_SMTP_HOST, "mail.sppg.example",
            Setting.TIDEGATE_MAIL_FROM, "Maintenance <maintenance@sppg.example>"));

    @Test
    void whatIsNotSetHasItsDefault() {
        NotifierSettings settings = read();

        assertThat(settings.publicUrl()).hasToString("https://status.sppg.example");
        assertThat(settings.smtp().port()).isEqualTo(25);
        assertThat(settings.smtp().security()).isEqualTo(Security.OFFERED);
        assertThat(settings.smtp().unsubscribeAudiences()).containsExactly("users");
        assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.whatsAppIfAny()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndNoValueIsRepeated() {
        values.remove(Setting.TIDEGATE_SMTP_HOST);
        values.put(Setting.TIDEGATE_MAIL_FROM, "not a sender");
        values.put(Setting.TIDEGATE_SMTP_PORT, "70000");
        values.put(Setting.TIDEGATE_DATABASE_URL, "postgres://user:pa55@host/db");
        values.put(Setting.TIDEGATE_DELIVERY_PATIENCE, "soon");
        values.put(Setting.TIDEGATE_WHATSAPP_URL, "https://graph.facebook.com/v23.0");

        assertThatThrownBy(this::read)
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContainingAll(
                        "TIDEGATE_SMTP_HOST is missing; expected: mail server.",
                        "TIDEGATE_MAIL_FROM is wrong",
                        "TIDEGATE_SMTP_PORT is wrong",
                        "TIDEGATE_DATABASE_URL is wrong",
                        "TIDEGATE_DELIVERY_PATIENCE is wrong",
                        "TIDEGATE_WHATSAPP_TOKEN is missing")
                .message()
                .doesNotContain("pa55", "70000", "not a sender");
    }

    @Test
    void secretsAreNotShown() {
        values.put(Setting.TIDEGATE_SMTP_USER, "me");
        values.put(Setting.TIDEGATE_SMTP_PASSWORD, "smtp-pass");
        values.put(Setting.TIDEGATE_WHATSAPP_URL, "https://graph.facebook.com/v23.0");
        values.put(Setting.TIDEGATE_WHATSAPP_PHONE_ID, "1");
        values.put(Setting.TIDEGATE_WHATSAPP_TOKEN, "wa-token");
        values.put(Setting.TIDEGATE_WHATSAPP_APP_SECRET, "wa-secret");
        values.put(Setting.TIDEGATE_WHATSAPP_VERIFY_TOKEN, "wa-verify");

        assertThat(read().toString()).doesNotContain("smtp-pass", "wa-token", "wa-secret", "wa-verify");
    }

    @Test
    void incidentServicesComeFromAFileAndTheirKeysFromElsewhere(@TempDir Path files) throws IOException {
        Files.writeString(files.resolve("key"), "k3y-0f-0ps\n");
        values.put(Setting.TIDEGATE_WEBHOOKS, webhooks(files, """
                webhooks:
                  - { name: on-call, format: pagerduty, key-env: ROUTING_KEY }
                  - { name: ops, format: opsgenie, url: https://api.eu.opsgenie.com/, key-file: %s }
                  - { name: own, format: json, url: http://hooks.sppg.example/tidegate }
                """.formatted(files.resolve("key"))));

        NotifierSettings settings = read();

        assertThat(settings.webhooks())
                .extracting(one -> one.name() + " " + one.url() + " " + one.key())
                .containsExactly(
                        "on-call https://events.pagerduty.com/v2/enqueue routing",
                        "ops https://api.eu.opsgenie.com k3y-0f-0ps",
                        "own http://hooks.sppg.example/tidegate ");
        assertThat(settings.toString()).doesNotContain("routing", "k3y-0f-0ps");
    }

    @Test
    void whatIsWrongWithAnIncidentServiceIsSaidWithItsPlaceAndWithoutItsValue(@TempDir Path files) throws IOException {
        values.put(Setting.TIDEGATE_WEBHOOKS, webhooks(files, """
                webhooks:
                  - { name: on-call, format: pagerduty, key: pa55word }
                  - { name: on-call, format: opsgenie, key-env: pa55word }
                  - { name: Own, format: jason, url: "pa55word" }
                  - { name: own, format: json, url: "pa55word" }
                """));

        assertThatThrownBy(this::read)
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContainingAll(
                        "webhooks[0] has a field that is not known",
                        "webhooks[0] is wrong or missing; expected: key-file or key-env",
                        "webhooks[1].name",
                        "webhooks[1].key-env",
                        "webhooks[2].format is wrong or missing; expected: pagerduty, opsgenie, json.",
                        "webhooks[3].url")
                .message()
                .doesNotContain("pa55word", "jason");
    }

    private static String webhooks(Path files, String text) throws IOException {
        return Files.writeString(files.resolve("webhooks.yaml"), text).toString();
    }

    private NotifierSettings read() {
        return SettingsReader.read(
                setting -> Optional.ofNullable(values.get(setting)),
                name -> name.equals("ROUTING_KEY") ? Optional.of("routing") : Optional.empty());
    }
}
