package io.tidegate.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tidegate.notifier.Story;
import io.tidegate.notifier.delivery.Carrier;
import io.tidegate.notifier.delivery.Letter;
import io.tidegate.notifier.delivery.Outcome;
import io.tidegate.notifier.settings.NotifierSettings.Security;
import io.tidegate.notifier.settings.NotifierSettings.Smtp;
import io.tidegate.notifier.text.Texts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The courier against a mail server, and against one that fails at each point of the conversation. */
class SmtpCourierTest {
    private static final String ADDRESS = "kitchen@sppg.example";
    /** So long that no load on the machine is taken for a silent server. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aServerThatTakesTheMailHasItOnce() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Outcome outcome = courier(server.getSmtp().getPort(), "", "").deliver(letter(ADDRESS));

            assertThat(outcome).isInstanceOf(Outcome.Sent.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getAllRecipients()[0]).hasToString(ADDRESS);
        } finally {
            server.stop();
        }
    }

    @Test
    void aRefusedLoginMayBeMended() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.getUserManager().setAuthRequired(true);
        server.start();
        try {
            Outcome outcome = courier(server.getSmtp().getPort(), "me", "wrong").deliver(letter(ADDRESS));

            assertThat(outcome).isEqualTo(new Outcome.Later("the mail server refuses the login", null));
        } finally {
            server.stop();
        }
    }

    @Test
    void whereTheLineMustBeProtectedNothingGoesInTheClear() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Outcome outcome = courier(server.getSmtp().getPort(), "", "", Security.STARTTLS)
                    .deliver(letter(ADDRESS));

            assertThat(outcome).isInstanceOf(Outcome.Later.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatIsAwayHasNothing() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(courier(port, "", "").deliver(letter(ADDRESS)))
                .isEqualTo(new Outcome.Later("the mail server cannot be reached", null));
    }

    @Test
    void whatIsRefusedForGoodHasFailedAndWhatIsRefusedForNowComesAgain() {
        assertThat(against(ScriptedSmtp.Fault.RECIPIENT_UNKNOWN))
                .isEqualTo(new Outcome.Failed("the mail server answered 550"));
        assertThat(against(ScriptedSmtp.Fault.GREYLISTED))
                .isEqualTo(new Outcome.Later("the mail server answered 451", null));
        assertThat(against(ScriptedSmtp.Fault.SENDER_REFUSED))
                .isEqualTo(new Outcome.Failed("the mail server answered 553"));
        assertThat(against(ScriptedSmtp.Fault.CONTENT_REFUSED))
                .isEqualTo(new Outcome.Failed("the mail server answered 554"));
        assertThat(against(ScriptedSmtp.Fault.FULL_AFTER_CONTENT))
                .isEqualTo(new Outcome.Later("the mail server answered 452", null));
    }

    @Test
    void aServerLostBeforeItWasToldToTakeTheMailHasNothing() {
        for (var fault : Set.of(ScriptedSmtp.Fault.GONE_AT_GREETING, ScriptedSmtp.Fault.GONE_AT_RECIPIENT)) {
            assertThat(against(fault)).as(fault.name()).isInstanceOf(Outcome.Later.class);
        }
    }

    @Test
    void aServerLostAfterThatMayHaveItOrNot() {
        assertThat(against(ScriptedSmtp.Fault.GONE_AFTER_CONTENT)).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void aServerThatFallsSilentAfterThatMayHaveItOrNot() {
        // On a busy machine the short patience may end earlier in the conversation: then it has nothing, and is asked
        // again, as the postman does.
        await().atMost(PATIENCE)
                .until(() -> against(ScriptedSmtp.Fault.SILENT_AFTER_CONTENT, Duration.ofMillis(500))
                        instanceof Outcome.Uncertain);
    }

    @Test
    void aServerLostAfterItTookTheMailHasIt() {
        assertThat(against(ScriptedSmtp.Fault.GONE_AT_QUIT)).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void whatIsNoAddressFailsWithoutBeingSaid() {
        Outcome outcome = courier(1, "", "").deliver(letter("not an address"));

        assertThat(outcome).isEqualTo(new Outcome.Failed("the address is not valid"));
    }

    private static Outcome against(ScriptedSmtp.Fault fault) {
        return against(fault, PATIENCE);
    }

    private static Outcome against(ScriptedSmtp.Fault fault, Duration patience) {
        try (ScriptedSmtp server = new ScriptedSmtp(fault)) {
            return courier(server.port(), "", "", Security.OFFERED, patience).deliver(letter(ADDRESS));
        }
    }

    private static SmtpCourier courier(int port, String user, String password) {
        return courier(port, user, password, Security.OFFERED);
    }

    private static SmtpCourier courier(int port, String user, String password, Security security) {
        return courier(port, user, password, security, PATIENCE);
    }

    private static SmtpCourier courier(int port, String user, String password, Security security, Duration patience) {
        Smtp smtp = new Smtp("127.0.0.1", port, user, password, security, "maintenance@sppg.example", Set.of("users"));
        MailWriter writer = new MailWriter(
                new Texts("https://status.sppg.example", null),
                smtp.from(),
                "https://status.sppg.example",
                smtp.unsubscribeAudiences(),
                new FakeSubscriptions(),
                Clock.systemUTC());
        return new SmtpCourier(writer, smtp, patience);
    }

    private static Letter letter(String address) {
        return new Letter(1, Story.scheduled("w").facts("announce", "users"), Carrier.EMAIL, address, 1);
    }
}
