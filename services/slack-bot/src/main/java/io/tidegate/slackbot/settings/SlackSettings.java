package io.tidegate.slackbot.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the bot and Slack know each other. Wrong settings stop the start.
 *
 * @param signingSecret {@code SLACK_SIGNING_SECRET}: under Basic Information of the Slack app
 * @param botToken {@code SLACK_BOT_TOKEN}: under OAuth &amp; Permissions, begins with {@code xoxb-}
 * @param apiUrl {@code SLACK_API_URL}: where Slack's Web API is, with a slash at the end
 */
@ConfigurationProperties("slack")
public record SlackSettings(
        @Nullable String signingSecret,
        @Nullable String botToken,
        @Bindable(defaultValue = "https://slack.com/api/") String apiUrl) {

    /** A setting is missing or wrong. */
    public static final class WrongSettingException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        WrongSettingException(String name, String what, String mend) {
            super(name + " " + what + ". " + mend);
        }
    }

    /** @throws WrongSettingException naming the first wrong setting and the mend, never its value if it is a secret */
    public SlackSettings validated() {
        required(
                "SLACK_SIGNING_SECRET",
                signingSecret,
                "Copy it from the Slack app's page: Basic Information, App Credentials, Signing Secret.");
        String token = required(
                "SLACK_BOT_TOKEN",
                botToken,
                "Copy it from the Slack app's page: OAuth & Permissions, Bot User OAuth Token.");
        if (!token.startsWith("xoxb-")) {
            throw new WrongSettingException(
                    "SLACK_BOT_TOKEN", "does not begin with xoxb-", "Use the bot's token, not a user's or an app's.");
        }
        validUrl();
        return this;
    }

    public String secret() {
        return required("SLACK_SIGNING_SECRET", signingSecret, "");
    }

    public String token() {
        return required("SLACK_BOT_TOKEN", botToken, "");
    }

    private void validUrl() {
        try {
            URI url = URI.create(apiUrl);
            if (url.getHost() != null && String.valueOf(url.getScheme()).startsWith("http") && apiUrl.endsWith("/")) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw wrongUrl();
        }
        throw wrongUrl();
    }

    private WrongSettingException wrongUrl() {
        return new WrongSettingException(
                "SLACK_API_URL",
                "is '" + apiUrl + "'",
                "Write an http or https address with a slash at its end, or leave it out for https://slack.com/api/.");
    }

    private static String required(String name, @Nullable String value, String mend) {
        if (value == null || value.isBlank()) {
            throw new WrongSettingException(name, "is missing", mend);
        }
        return value;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SlackSettings[apiUrl=" + apiUrl + "]";
    }
}
