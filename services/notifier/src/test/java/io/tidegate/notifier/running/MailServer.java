package io.tidegate.notifier.running;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tidegate.local.process.Ports;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;

/** A mail server that can be away and come back on its port. */
final class MailServer implements AutoCloseable {
    private final int port = Ports.free();
    private GreenMail server = greenMail();
    private boolean up;

    private GreenMail greenMail() {
        return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    int port() {
        return port;
    }

    MailServer up() {
        server = greenMail();
        server.start();
        up = true;
        return this;
    }

    List<MimeMessage> mails() {
        return up ? Stream.of(server.getReceivedMessages()).toList() : List.of();
    }

    /** Subjects of the mails to that address, in order. */
    List<String> subjects(String address) {
        return mails().stream()
                .filter(mail -> to(mail).equals(address))
                .map(MailServer::subject)
                .toList();
    }

    static String to(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (up) {
            server.stop();
            up = false;
        }
    }
}
