package io.tidegate.notifier.settings;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every setting: its environment variable, its default, and what it is for. */
public enum Setting {
    TIDEGATE_DATABASE_URL(null, "JDBC address of the database, such as jdbc:postgresql://localhost:5432/tidegate"),
    TIDEGATE_DATABASE_USER(null, "database user that owns the schema notifier"),
    TIDEGATE_DATABASE_PASSWORD(null, "that user's password"),
    TIDEGATE_PUBLIC_URL(null, "address of the status page as readers reach it; it stands in every notice"),
    TIDEGATE_SMTP_HOST(null, "mail server"),
    TIDEGATE_SMTP_PORT("25", "its port"),
    TIDEGATE_SMTP_USER("", "user for the mail server; none for no login"),
    TIDEGATE_SMTP_PASSWORD("", "that user's password"),
    TIDEGATE_SMTP_SECURITY(
            "offered",
            "TLS from the first byte: `tls`; only after STARTTLS: `starttls`; where it is offered: `offered`"),
    TIDEGATE_MAIL_FROM(null, "sender of the mails, such as Maintenance <maintenance@example.com>"),
    TIDEGATE_MAIL_UNSUBSCRIBE_AUDIENCES("users", "audiences that may unsubscribe from mails; separated by commas"),
    TIDEGATE_WHATSAPP_URL(
            "", "WhatsApp Cloud API with its version, such as https://graph.facebook.com/v23.0; none: no WhatsApp"),
    TIDEGATE_WHATSAPP_PHONE_ID("", "id of the sending phone number; needed with the address"),
    TIDEGATE_WHATSAPP_TOKEN("", "access token; needed with the address"),
    TIDEGATE_WHATSAPP_APP_SECRET("", "app secret, which signs the webhook's calls; needed with the address"),
    TIDEGATE_WHATSAPP_VERIFY_TOKEN("", "word of the webhook's handshake; needed with the address"),
    TIDEGATE_WHATSAPP_LANGUAGE("en", "language code under which the templates are approved"),
    TIDEGATE_WEBHOOKS("", "file that names the incident services, see Escalation; none: no webhooks"),
    TIDEGATE_DELIVERY_PATIENCE("30m", "how long a delivery that fails for the moment is tried again"),
    TIDEGATE_TEMPLATES("", "directory whose templates take the place of those of the same name"),
    TIDEGATE_STATUS_PAGE_NAME("Service status", "heading of the status page"),
    TIDEGATE_STATUS_PAGE_COMPONENTS(
            "",
            "what readers call a target, such as sppg=School kitchens; separated by commas; else what the plan calls it, or the target's name");

    private final @Nullable String defaultValue;
    private final String meaning;

    Setting(@Nullable String defaultValue, String meaning) {
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** Empty for one that must be set. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    public String meaning() {
        return meaning;
    }

    /** Its name among Micronaut's properties. */
    public String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
