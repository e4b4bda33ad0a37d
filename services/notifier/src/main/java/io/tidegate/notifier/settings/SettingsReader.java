package io.tidegate.notifier.settings;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.notifier.settings.NotifierSettings.Page;
import io.tidegate.notifier.settings.NotifierSettings.Security;
import io.tidegate.notifier.settings.NotifierSettings.Smtp;
import io.tidegate.notifier.settings.NotifierSettings.Webhook;
import io.tidegate.notifier.settings.NotifierSettings.WhatsApp;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings and says everything that is wrong with them in one go. A value is never repeated: it may be a secret. */
public final class SettingsReader {
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);
    private static final int PORTS = 65_535;

    private final Function<Setting, Optional<String>> values;
    private final Function<String, Optional<String>> environment;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Function<Setting, Optional<String>> values, Function<String, Optional<String>> environment) {
        this.values = values;
        this.environment = environment;
    }

    /** @throws NotifierSettings.WrongSettingsException naming each setting that is missing or wrong, with the mend */
    public static NotifierSettings read(Function<Setting, Optional<String>> values) {
        return read(values, name -> Optional.ofNullable(System.getenv(name)));
    }

    /** @param environment gives an environment variable that the file of the incident services names */
    static NotifierSettings read(
            Function<Setting, Optional<String>> values, Function<String, Optional<String>> environment) {
        SettingsReader reader = new SettingsReader(values, environment);
        URI publicUrl = reader.url(Setting.TIDEGATE_PUBLIC_URL);
        Smtp smtp = reader.smtp();
        WhatsApp whatsApp = reader.text(Setting.TIDEGATE_WHATSAPP_URL).isEmpty() ? null : reader.whatsApp();
        NotifierSettings settings = new NotifierSettings(
                publicUrl, smtp, whatsApp, reader.webhooks(), reader.patience(), reader.templates(), reader.page());
        reader.database();
        if (!reader.problems.isEmpty()) {
            throw new NotifierSettings.WrongSettingsException(reader.problems);
        }
        return settings;
    }

    private void database() {
        if (!text(Setting.TIDEGATE_DATABASE_URL).startsWith("jdbc:postgresql:")) {
            wrong(Setting.TIDEGATE_DATABASE_URL);
        }
        text(Setting.TIDEGATE_DATABASE_USER);
        if (values.apply(Setting.TIDEGATE_DATABASE_PASSWORD).isEmpty()) {
            wrong(Setting.TIDEGATE_DATABASE_PASSWORD);
        }
    }

    private Smtp smtp() {
        String from = text(Setting.TIDEGATE_MAIL_FROM);
        if (!isSender(from)) {
            wrong(Setting.TIDEGATE_MAIL_FROM);
        }
        Set<String> audiences = Stream.of(
                        text(Setting.TIDEGATE_MAIL_UNSUBSCRIBE_AUDIENCES).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new Smtp(
                text(Setting.TIDEGATE_SMTP_HOST),
                port(),
                text(Setting.TIDEGATE_SMTP_USER),
                text(Setting.TIDEGATE_SMTP_PASSWORD),
                security(),
                from,
                audiences);
    }

    private static boolean isSender(String from) {
        try {
            InternetAddress address = new InternetAddress(from, true);
            return address.getAddress().contains("@");
        } catch (AddressException e) {
            return false;
        }
    }

    private int port() {
        try {
            int port = Integer.parseInt(text(Setting.TIDEGATE_SMTP_PORT));
            if (port > 0 && port <= PORTS) {
                return port;
            }
        } catch (NumberFormatException e) {
            return wrongNumber();
        }
        return wrongNumber();
    }

    private int wrongNumber() {
        wrong(Setting.TIDEGATE_SMTP_PORT);
        return 0;
    }

    private Security security() {
        String text = text(Setting.TIDEGATE_SMTP_SECURITY).toUpperCase(Locale.ROOT);
        return Stream.of(Security.values())
                .filter(security -> security.name().equals(text))
                .findFirst()
                .orElseGet(() -> {
                    wrong(Setting.TIDEGATE_SMTP_SECURITY);
                    return Security.STARTTLS;
                });
    }

    private WhatsApp whatsApp() {
        return new WhatsApp(
                url(Setting.TIDEGATE_WHATSAPP_URL),
                present(Setting.TIDEGATE_WHATSAPP_PHONE_ID),
                present(Setting.TIDEGATE_WHATSAPP_TOKEN),
                present(Setting.TIDEGATE_WHATSAPP_APP_SECRET),
                present(Setting.TIDEGATE_WHATSAPP_VERIFY_TOKEN),
                present(Setting.TIDEGATE_WHATSAPP_LANGUAGE));
    }

    private List<Webhook> webhooks() {
        String file = text(Setting.TIDEGATE_WEBHOOKS);
        return file.isEmpty() ? List.of() : new WebhooksReader(environment, problems).read(Path.of(file));
    }

    private Duration patience() {
        try {
            Duration patience = Durations.parse(text(Setting.TIDEGATE_DELIVERY_PATIENCE));
            if (patience.compareTo(SHORTEST_PATIENCE) < 0 || patience.compareTo(LONGEST_PATIENCE) > 0) {
                wrong(Setting.TIDEGATE_DELIVERY_PATIENCE);
            }
            return patience;
        } catch (IllegalArgumentException e) {
            wrong(Setting.TIDEGATE_DELIVERY_PATIENCE);
            return SHORTEST_PATIENCE;
        }
    }

    private @Nullable Path templates() {
        String text = text(Setting.TIDEGATE_TEMPLATES);
        if (text.isEmpty()) {
            return null;
        }
        Path directory = Path.of(text);
        if (!Files.isDirectory(directory)) {
            wrong(Setting.TIDEGATE_TEMPLATES);
        }
        return directory;
    }

    private Page page() {
        Map<String, String> components = new LinkedHashMap<>();
        for (String pair : text(Setting.TIDEGATE_STATUS_PAGE_COMPONENTS).split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                components.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            } else if (!pair.isBlank()) {
                wrong(Setting.TIDEGATE_STATUS_PAGE_COMPONENTS);
            }
        }
        return new Page(present(Setting.TIDEGATE_STATUS_PAGE_NAME), components);
    }

    private URI url(Setting setting) {
        try {
            String text = present(setting).replaceAll("/+$", "");
            URI url = URI.create(text);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            return wrongUrl(setting);
        }
        return wrongUrl(setting);
    }

    private URI wrongUrl(Setting setting) {
        wrong(setting);
        return URI.create("http://invalid");
    }

    private String present(Setting setting) {
        String text = text(setting);
        if (text.isBlank()) {
            wrong(setting);
        }
        return text;
    }

    private String text(Setting setting) {
        Optional<String> value = values.apply(setting).map(String::strip).or(setting::defaultValue);
        if (value.isEmpty()) {
            wrong(setting);
        }
        return value.orElse("");
    }

    private void wrong(Setting setting) {
        boolean isThere =
                values.apply(setting).filter(value -> !value.isBlank()).isPresent();
        String problem =
                setting.name() + (isThere ? " is wrong" : " is missing") + "; expected: " + setting.meaning() + ".";
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
