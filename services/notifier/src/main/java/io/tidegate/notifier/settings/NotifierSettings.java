package io.tidegate.notifier.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The notifier's settings, read and found right.
 *
 * @param publicUrl without a slash at its end
 * @param whatsApp null when there is no WhatsApp
 * @param webhooks incident services, each by a name of its own
 * @param templates null for the templates that come with the program
 */
public record NotifierSettings(
        URI publicUrl,
        Smtp smtp,
        @Nullable WhatsApp whatsApp,
        List<Webhook> webhooks,
        Duration patience,
        @Nullable Path templates,
        Page page) {
    public NotifierSettings {
        webhooks = List.copyOf(webhooks);
    }

    /** How the line to the mail server is protected. */
    public enum Security {
        TLS,
        STARTTLS,
        OFFERED
    }

    /** @param user empty for no login */
    public record Smtp(
            String host,
            int port,
            String user,
            String password,
            Security security,
            String from,
            Set<String> unsubscribeAudiences) {
        public Smtp {
            unsubscribeAudiences = Set.copyOf(unsubscribeAudiences);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Smtp[" + host + ":" + port + ", " + security + "]";
        }
    }

    /** @param url without a slash at its end */
    public record WhatsApp(
            URI url, String phoneId, String token, String appSecret, String verifyToken, String language) {
        /** Without the secrets. */
        @Override
        public String toString() {
            return "WhatsApp[" + url + ", " + phoneId + "]";
        }
    }

    /** How an incident service wants to be called. */
    public enum Format {
        /** Events API v2. */
        PAGERDUTY("https://events.pagerduty.com/v2/enqueue"),
        /** Alert API; also that of Jira Service Management, under its own address. */
        OPSGENIE("https://api.opsgenie.com"),
        /** A JSON object that says everything. */
        JSON("");

        private final String usualUrl;

        Format(String usualUrl) {
            this.usualUrl = usualUrl;
        }

        /** Empty where there is none. */
        String usualUrl() {
            return usualUrl;
        }

        boolean needsKey() {
            return this != JSON;
        }

        /** As it stands in the file. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Format> of(String label) {
            return Stream.of(values())
                    .filter(format -> format.label().equals(label))
                    .findFirst();
        }
    }

    /**
     * An incident service.
     *
     * @param url without a slash at its end; for Opsgenie the part before {@code /v2/alerts}
     * @param key routing key or API key; empty for none
     */
    public record Webhook(String name, Format format, URI url, String key) {
        /** Without the key, and without the address, which may hold one. */
        @Override
        public String toString() {
            return "Webhook[" + name + ", " + format.label() + "]";
        }
    }

    /** @param components by target: what readers call it */
    public record Page(String name, Map<String, String> components) {
        public Page {
            components = Map.copyOf(components);
        }

        public String component(String target) {
            return components.getOrDefault(target, target);
        }
    }

    /** Settings are missing or wrong. */
    public static final class WrongSettingsException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        WrongSettingsException(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    public Optional<WhatsApp> whatsAppIfAny() {
        return Optional.ofNullable(whatsApp);
    }
}
