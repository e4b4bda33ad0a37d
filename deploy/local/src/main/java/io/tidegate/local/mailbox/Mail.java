package io.tidegate.local.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it came in.
 *
 * @param sender of the envelope
 * @param recipients of the envelope: whom it is delivered to, whatever its headers say
 * @param date as its header says, in the header's words
 * @param raw the whole message as it was sent, a character a byte
 */
public record Mail(
        int id,
        Instant receivedAt,
        String sender,
        List<String> recipients,
        String from,
        String to,
        String subject,
        @Nullable String messageId,
        @Nullable String date,
        List<Header> headers,
        List<Part> parts,
        String raw) {

    public record Header(String name, String value) {}

    /**
     * @param contentType with its parameters
     * @param text what it says; empty for one that is no text
     */
    public record Part(String contentType, @Nullable String fileName, int size, String text) {
        boolean is(String type) {
            return contentType.toLowerCase(Locale.ROOT).startsWith(type);
        }
    }

    public Mail {
        recipients = List.copyOf(recipients);
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
    }
}
