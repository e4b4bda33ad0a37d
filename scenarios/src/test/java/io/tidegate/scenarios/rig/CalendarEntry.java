package io.tidegate.scenarios.rig;

import io.tidegate.local.mailbox.Mail;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a mail does to its reader's calendar (RFC 5545, RFC 5546). */
record CalendarEntry(String method, String uid, String sequence, String status, Instant start, Instant end) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    /** @throws AssertionError when the part says one method and its content another (RFC 6047, 2.4) */
    static Optional<CalendarEntry> in(Mail mail) {
        return mail.parts().stream()
                .filter(part -> part.contentType().toLowerCase(Locale.ROOT).startsWith("text/calendar"))
                .findFirst()
                .map(CalendarEntry::read);
    }

    private static CalendarEntry read(Mail.Part part) {
        // RFC 5545, 3.1: a line goes on in the next one when that begins with a blank.
        String text = part.text().replaceAll("\r\n[ \t]", "");
        String method = property(text, "METHOD");
        if (!part.contentType().contains("method=" + method)) {
            throw new AssertionError("a calendar part is " + part.contentType() + " and says METHOD:" + method);
        }
        return new CalendarEntry(
                method,
                property(text, "UID"),
                property(text, "SEQUENCE"),
                property(text, "STATUS"),
                time(property(text, "DTSTART")),
                time(property(text, "DTEND")));
    }

    private static String property(String text, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":(.*?)\r?$").matcher(text);
        if (!line.find()) {
            throw new AssertionError("a calendar part has no " + name);
        }
        return line.group(1);
    }

    private static Instant time(String value) {
        return LocalDateTime.parse(value, UTC).toInstant(ZoneOffset.UTC);
    }
}
