package io.tidegate.slackbot.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SlackSettingsTest {
    private static final String API = "https://slack.com/api/";

    @Test
    void rightSettingsPass() {
        var settings = new SlackSettings("secret", "xoxb-1", API).validated();

        assertThat(settings.token()).isEqualTo("xoxb-1");
        assertThat(settings.secret()).isEqualTo("secret");
    }

    @Test
    void aWrongSettingIsNamedWithItsMend() {
        assertThatThrownBy(() -> new SlackSettings(null, "xoxb-1", API).validated())
                .hasMessageContaining("SLACK_SIGNING_SECRET is missing. Copy it from");
        assertThatThrownBy(() -> new SlackSettings("secret", " ", API).validated())
                .hasMessageContaining("SLACK_BOT_TOKEN is missing");
        assertThatThrownBy(() -> new SlackSettings("secret", "xoxb-1", "https://slack.com/api").validated())
                .hasMessageContaining("SLACK_API_URL", "a slash at its end");
        assertThatThrownBy(() -> new SlackSettings("secret", "xoxb-1", "slack/").validated())
                .hasMessageContaining("SLACK_API_URL");
    }

    @Test
    void aSecretIsNeverRepeated() {
        assertThat(new SlackSettings("secret", "xoxb-hidden", API).toString()).doesNotContain("secret", "xoxb-hidden");
        assertThatThrownBy(() -> new SlackSettings("secret", "xoxp-hidden", API).validated())
                .hasMessageContaining("does not begin with xoxb-")
                .hasMessageNotContaining("hidden");
    }
}
