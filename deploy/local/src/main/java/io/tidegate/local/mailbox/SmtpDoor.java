package io.tidegate.local.mailbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** GreenMail's SMTP, which hands over every message it takes, and refuses those it is told to refuse. */
final class SmtpDoor {
    private final GreenMail mail;

    /** @param port 0 for a free one */
    SmtpDoor(String host, int port, Refusals refusals, Mails mails, Consumer<Mail> listener, Clock clock) {
        ServerSetup setup = new ServerSetup(port, host, ServerSetup.PROTOCOL_SMTP);
        mail = new GreenMail(setup) {
            @Override
            protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
                Taker taker = new Taker(managers, refusals, mails, listener, clock);
                return Map.of(ServerSetup.PROTOCOL_SMTP, new Server(setups[0], managers, taker));
            }
        };
    }

    void open() {
        mail.start();
    }

    int port() {
        return mail.getSmtp().getPort();
    }

    void close() {
        mail.stop();
    }

    private static final class Server extends SmtpServer {
        private final Taker taker;

        Server(ServerSetup setup, Managers managers, Taker taker) {
            super(setup, managers);
            this.taker = taker;
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket socket) {
            return new SmtpHandler(new SmtpCommandRegistry(), taker, socket);
        }
    }

    private static final class Taker extends SmtpManager {
        private final Refusals refusals;
        private final Mails mails;
        private final Consumer<Mail> listener;
        private final Clock clock;

        Taker(Managers managers, Refusals refusals, Mails mails, Consumer<Mail> listener, Clock clock) {
            super(managers.getImapHostManager(), managers.getUserManager());
            this.refusals = refusals;
            this.mails = mails;
            this.listener = listener;
            this.clock = clock;
        }

        @Override
        public @Nullable String checkData(SmtpState state) {
            return refusals.next().orElse(null);
        }

        @Override
        public synchronized void send(SmtpState state) {
            try {
                Mail taken = MailReader.read(mails.nextId(), clock.instant(), state.getMessage());
                mails.add(taken);
                listener.accept(taken);
            } catch (MessagingException e) {
                throw new IllegalStateException("The message cannot be read", e);
            } catch (IOException e) {
                throw new UncheckedIOException("The message cannot be read", e);
            }
        }
    }
}
