package io.tidegate.notifier.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Knows whether the server was told to take the message: from there on a lost line leaves it open whether it did. */
final class WatchedTransport extends SMTPTransport {
    private boolean atData;

    WatchedTransport(Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null));
    }

    boolean isAtData() {
        return atData;
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream message = super.data();
        atData = true;
        return message;
    }
}
