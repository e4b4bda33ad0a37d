package io.tidegate.notifier.mail;

import io.tidegate.notifier.delivery.Courier;
import io.tidegate.notifier.delivery.Letter;
import io.tidegate.notifier.delivery.Outcome;
import io.tidegate.notifier.settings.NotifierSettings.Smtp;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a letter to the mail server, in a session of its own. What the server says decides whether it left. */
public final class SmtpCourier implements Courier {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpCourier.class);
    private static final int REFUSED_FOR_GOOD = 500;

    private final MailWriter writer;
    private final Smtp smtp;
    private final Session session;

    /** @param patience with a server that does not answer, at each step of the conversation */
    public SmtpCourier(MailWriter writer, Smtp smtp, Duration patience) {
        this.writer = writer;
        this.smtp = smtp;
        this.session = Session.getInstance(properties(smtp, patience));
    }

    private static Properties properties(Smtp smtp, Duration patience) {
        String millis = Long.toString(patience.toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", smtp.host());
        properties.put("mail.smtp.port", Integer.toString(smtp.port()));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(!smtp.user().isEmpty()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (smtp.security()) {
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case OFFERED -> properties.put("mail.smtp.starttls.enable", "true");
        }
        return properties;
    }

    @Override
    public Outcome deliver(Letter letter) {
        MimeMessage message;
        try {
            message = writer.write(session, letter);
        } catch (MessagingException e) {
            LOG.debug("{} cannot be written: {}", letter, e.toString());
            return new Outcome.Failed("the address is not valid");
        }
        return send(letter, message);
    }

    private Outcome send(Letter letter, MimeMessage message) {
        WatchedTransport transport = new WatchedTransport(session);
        try {
            if (smtp.user().isEmpty()) {
                transport.connect();
            } else {
                transport.connect(smtp.user(), smtp.password());
            }
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Sent(message.getMessageID());
        } catch (AuthenticationFailedException e) {
            LOG.warn("The mail server refuses the login: {}", e.getMessage());
            return new Outcome.Later("the mail server refuses the login", null);
        } catch (MessagingException e) {
            LOG.debug("{} met {}", letter, e.toString());
            return outcome(e, transport.isAtData());
        } finally {
            close(transport);
        }
    }

    /** The message is delivered or not by now; how the conversation ends changes nothing of that. */
    private static void close(WatchedTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("The conversation with the mail server ended roughly: {}", e.toString());
        }
    }

    private static Outcome outcome(MessagingException failure, boolean atData) {
        Optional<Integer> reply = reply(failure);
        if (reply.isPresent()) {
            int code = reply.get();
            String reason = "the mail server answered " + code;
            return code >= REFUSED_FOR_GOOD ? new Outcome.Failed(reason) : new Outcome.Later(reason, null);
        }
        return atData
                ? new Outcome.Uncertain("the mail server was lost while it took the message")
                : new Outcome.Later("the mail server cannot be reached", null);
    }

    /** The server's last word, where it had one: the code alone, for its text may hold the address. */
    private static Optional<Integer> reply(MessagingException failure) {
        for (Exception cause = failure; cause != null; cause = next(cause)) {
            int code =
                    switch (cause) {
                        case SMTPAddressFailedException refused -> refused.getReturnCode();
                        case SMTPSenderFailedException refused -> refused.getReturnCode();
                        case SMTPSendFailedException refused -> refused.getReturnCode();
                        default -> 0;
                    };
            if (code > 0) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Exception next(Exception cause) {
        return cause instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
}
