package io.tidegate.local.mailbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes a message apart. */
final class MailReader {
    private MailReader() {}

    static Mail read(int id, Instant now, MovingMessage moved) throws MessagingException, IOException {
        MimeMessage message = moved.getMessage();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        List<Mail.Part> parts = new ArrayList<>();
        collect(message, parts);
        MailAddress sender = moved.getReturnPath();
        return new Mail(
                id,
                now,
                sender == null ? "" : sender.getEmail(),
                moved.getToAddresses().stream().map(MailAddress::getEmail).toList(),
                header(message, "From"),
                header(message, "To"),
                header(message, "Subject"),
                message.getMessageID(),
                message.getHeader("Date", null),
                headers(message),
                parts,
                raw.toString(StandardCharsets.ISO_8859_1));
    }

    private static void collect(MimePart part, List<Mail.Part> parts) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart inside) {
            for (int i = 0; i < inside.getCount(); i++) {
                if (inside.getBodyPart(i) instanceof MimePart one) {
                    collect(one, parts);
                }
            }
            return;
        }
        byte[] content;
        try (InputStream in = part.getInputStream()) {
            content = in.readAllBytes();
        }
        boolean text = part.isMimeType("text/*");
        parts.add(new Mail.Part(
                unfolded(part.getContentType()),
                part.getFileName(),
                content.length,
                text ? new String(content, charset(part.getContentType())) : ""));
    }

    private static Charset charset(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = lower.substring(at + "charset=".length())
                .split(";", 2)[0]
                .replace("\"", "")
                .strip();
        try {
            return Charset.forName(MimeUtility.javaCharset(name));
        } catch (UnsupportedCharsetException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static List<Mail.Header> headers(MimeMessage message) throws MessagingException {
        List<Mail.Header> headers = new ArrayList<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.add(new Mail.Header(header.getName(), decoded(header.getValue())));
        }
        return headers;
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        return decoded(message.getHeader(name, ", "));
    }

    private static String decoded(@Nullable String value) {
        try {
            return MimeUtility.decodeText(unfolded(Objects.requireNonNullElse(value, "")));
        } catch (UnsupportedEncodingException e) {
            return String.valueOf(value);
        }
    }

    private static String unfolded(String value) {
        return value.replaceAll("\\r?\\n[ \\t]+", " ");
    }
}
