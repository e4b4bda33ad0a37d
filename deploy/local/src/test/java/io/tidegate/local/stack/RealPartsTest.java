package io.tidegate.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RealPartsTest {

    @Test
    void withoutSettingsEveryStandInStays() {
        RealParts parts = RealParts.of(Map.of("PATH", "/bin", "SLACK_BOT_TOKEN", " "));

        assertThat(parts.hasSlack() || parts.hasMail() || parts.hasWhatsApp()).isFalse();
    }

    @Test
    void aPartWithItsSettingsTakesThePlaceOfItsStandIn() {
        RealParts parts = RealParts.of(Map.of(
                "SLACK_BOT_TOKEN",
                "xoxb-1",
                "SLACK_SIGNING_SECRET",
                "s",
                "TIDEGATE_SMTP_HOST",
                "mail",
                "TIDEGATE_SMTP_PORT",
                "25",
                "TIDEGATE_MAIL_FROM",
                "me@example.org"));

        assertThat(parts.slack()).containsOnlyKeys("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET");
        assertThat(parts.mail()).containsEntry("TIDEGATE_MAIL_FROM", "me@example.org");
        assertThat(parts.hasWhatsApp()).isFalse();
    }

    @Test
    void halfTheSettingsAreAMistakeThatNamesTheOtherHalfAndNoValue() {
        assertThatThrownBy(() -> RealParts.of(Map.of("SLACK_BOT_TOKEN", "xoxb-secret")))
                .hasMessageContaining("SLACK_SIGNING_SECRET")
                .hasMessageNotContaining("xoxb-secret");
    }
}
