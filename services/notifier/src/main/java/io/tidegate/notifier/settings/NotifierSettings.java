package io.tidegate.notifier.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The notifier's settings, read and found right.
 *
 * @param publicUrl without a slash at its end
 * @param whatsApp null when there is no WhatsApp
 * @param templates null for the templates that come with the program
 */
public record NotifierSettings(
        URI publicUrl,
        Smtp smtp,
        @Nullable WhatsApp whatsApp,
        Duration patience,
        @Nullable Path templates,
        Page page) {

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
