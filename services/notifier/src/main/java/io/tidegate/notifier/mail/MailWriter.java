package io.tidegate.notifier.mail;

import io.tidegate.notifier.delivery.Letter;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.Matter;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.text.CallText;
import io.tidegate.notifier.text.MailText;
import io.tidegate.notifier.text.Texts;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a letter as a mail: a notice as plain text, HTML, and an entry for the calendar where it changes one; a call as
 * plain text.
 */
public final class MailWriter {
    private static final int ID_BYTES = 16;
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Texts texts;
    private final Sender sender;
    private final String page;
    private final Set<String> mayUnsubscribe;
    private final Subscriptions subscriptions;
    private final Clock clock;

    /**
     * @param from such as {@code Maintenance <maintenance@example.com>}
     * @param page address of the status page, without a slash at its end
     * @param mayUnsubscribe audiences whose members may say stop
     */
    public MailWriter(
            Texts texts,
            String from,
            String page,
            Set<String> mayUnsubscribe,
            Subscriptions subscriptions,
            Clock clock) {
        this.texts = texts;
        this.sender = Sender.of(from);
        this.page = page;
        this.mayUnsubscribe = Set.copyOf(mayUnsubscribe);
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** @throws MessagingException when the address is none */
    MimeMessage write(Session session, Letter letter) throws MessagingException {
        return switch (letter.matter()) {
            case NoticeFacts facts -> notice(session, letter, facts);
            case Call call -> call(session, letter, call);
        };
    }

    private MimeMessage notice(Session session, Letter letter, NoticeFacts facts) throws MessagingException {
        String unsubscribe = unsubscribe(letter, facts);
        MailText text = texts.mail(facts, unsubscribe);
        InternetAddress to = new InternetAddress(letter.address().strip(), true);
        MimeMessage message = headed(session, letter, to, text.subject());
        if (unsubscribe != null) {
            // RFC 8058, 3.1.
            message.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.setContent(body(facts, text, to.getAddress()));
        message.saveChanges();
        return message;
    }

    /** Plain, so that it is read at once on any device. */
    private MimeMessage call(Session session, Letter letter, Call call) throws MessagingException {
        CallText text = new CallText(call);
        InternetAddress to = new InternetAddress(letter.address().strip(), true);
        MimeMessage message = headed(session, letter, to, text.subject());
        // RFC 4021, 2.1.54 and 2.1.55; the third is what most programs look at.
        message.setHeader("Importance", "high");
        message.setHeader("Priority", "urgent");
        message.setHeader("X-Priority", "1");
        message.setText(text.plain(), UTF_8);
        message.saveChanges();
        return message;
    }

    private MimeMessage headed(Session session, Letter letter, InternetAddress to, String subject)
            throws MessagingException {
        MimeMessage message = new Named(session, messageId(letter));
        try {
            message.setFrom(new InternetAddress(sender.address(), sender.name(), UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JVM knows UTF-8", e);
        }
        message.setRecipient(MimeMessage.RecipientType.TO, to);
        message.setSubject(subject, UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834, 5: no vacation answers, please.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("References", "<" + hash(letter.matter().window()) + "@" + sender.domain() + ">");
        return message;
    }

    private @Nullable String unsubscribe(Letter letter, NoticeFacts facts) {
        return mayUnsubscribe.contains(facts.audience())
                ? page + "/unsubscribe/" + subscriptions.token(letter.carrier().addressKey(letter.address()))
                : null;
    }

    /** From the plainest form to the richest (RFC 2046, 5.1.4). */
    private MimeMultipart body(NoticeFacts facts, MailText text, String address) throws MessagingException {
        MimeMultipart body = new MimeMultipart("alternative");
        body.addBodyPart(part(text.plain(), "text/plain; charset=utf-8", "quoted-printable"));
        body.addBodyPart(part(text.html(), "text/html; charset=utf-8", "quoted-printable"));
        var invitation = Invitation.of(facts, texts.text(facts), sender, page, address);
        if (invitation.isPresent()) {
            // In base64 nothing on the way touches the folded lines.
            body.addBodyPart(part(
                    invitation.get().calendar(),
                    "text/calendar; charset=utf-8; method=" + invitation.get().method(),
                    "base64"));
        }
        return body;
    }

    private static MimeBodyPart part(String text, String type, String encoding) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", encoding);
        return part;
    }

    /** The same for every attempt: a copy that came all the same would be known for one. */
    private String messageId(Letter letter) {
        Matter matter = letter.matter();
        String key = matter.window() + "\n" + matter.occasion() + "\n"
                + letter.carrier().addressKey(letter.address());
        return "<" + hash(key) + "@" + sender.domain() + ">";
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** A message that keeps the name it is given. */
    private static final class Named extends MimeMessage {
        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
