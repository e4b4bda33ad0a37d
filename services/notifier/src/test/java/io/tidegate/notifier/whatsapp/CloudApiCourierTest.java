package io.tidegate.notifier.whatsapp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tidegate.notifier.Story;
import io.tidegate.notifier.delivery.Carrier;
import io.tidegate.notifier.delivery.Letter;
import io.tidegate.notifier.delivery.Outcome;
import io.tidegate.notifier.settings.NotifierSettings.WhatsApp;
import io.tidegate.notifier.text.Texts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudApiCourierTest {
    private static final String PATH = "/v23.0/1234567890/messages";

    /** So long that no load on the machine is taken for a silent API. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final WireMockExtension API =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @Test
    void aLetterGoesOutAsAnApprovedTemplateUnderItsNumberInTheLedger() {
        API.stubFor(post(PATH).willReturn(okJson("""
                {"messaging_product":"whatsapp","contacts":[{"input":"6281200000001","wa_id":"6281200000001"}],
                "messages":[{"id":"wamid.HBgN","message_status":"accepted"}]}
                """)));

        Outcome outcome = deliver();

        assertThat(outcome).isEqualTo(new Outcome.Sent("wamid.HBgN"));
        assertThat(outcome.toString()).as("the name holds the number").doesNotContain("wamid");
        API.verify(postRequestedFor(urlEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer secret-token"))
                .withRequestBody(equalToJson("""
                        {"messaging_product":"whatsapp","recipient_type":"individual","to":"6281200000001",
                        "type":"template","biz_opaque_callback_data":"42",
                        "template":{"name":"maintenance_reminder","language":{"code":"en"},
                        "components":[{"type":"body","parameters":[
                        {"type":"text","text":"Portion size differentiation"},
                        {"type":"text","text":"Tuesday, 1 December 2026"},
                        {"type":"text","text":"05:00 to 06:00 WIB"},
                        {"type":"text","text":"30 minutes"},
                        {"type":"text","text":"https://status.sppg.example"}]}]}}
                        """)));
    }

    @ParameterizedTest
    @CsvSource({
        "130429,400,LATER",
        "80007,400,LATER",
        "131056,400,LATER",
        "190,401,LATER",
        "131000,500,LATER",
        "131026,400,FAILED",
        "131047,400,FAILED",
        "132000,400,FAILED",
        "132001,404,FAILED",
        "132015,400,FAILED",
        "100,400,FAILED",
        "999999,400,FAILED"
    })
    void anErrorMeansWhatItsCodeSays(int code, int status, String expected) {
        answers(aResponse().withStatus(status).withBody("""
                {"error":{"message":"(#%d) to +6281200000001","type":"OAuthException","code":%d}}
                """.formatted(code, code)));

        Outcome outcome = deliver();

        assertThat(outcome.getClass().getSimpleName()).isEqualToIgnoringCase(expected);
        assertThat(outcome.toString()).contains(Integer.toString(code)).doesNotContain("62812");
    }

    @Test
    void thePairRateIsWaitedFor() {
        answers(aResponse().withStatus(400).withBody("{\"error\":{\"code\":131056}}"));

        assertThat(deliver()).isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.retryAfter())
                .isEqualTo(Duration.ofSeconds(6)));
    }

    @Test
    void aLostAnswerLeavesItOpen() {
        answers(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(deliver()).isInstanceOf(Outcome.Uncertain.class);

        answers(aResponse().withStatus(502).withBody("<html>Bad Gateway</html>"));
        assertThat(deliver()).isEqualTo(new Outcome.Uncertain("WhatsApp answered 502"));

        answers(aResponse().withStatus(200).withBody("{}"));
        assertThat(deliver()).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeLeavesItOpen() {
        answers(aResponse().withFixedDelay(10_000));

        // On a busy machine the short patience may end before the line stands: then nothing has left, and it is tried
        // again, as the postman does.
        await().atMost(PATIENCE)
                .until(() -> deliver(API.baseUrl(), Duration.ofMillis(500)) instanceof Outcome.Uncertain);
    }

    @Test
    void anApiThatIsAwayHasNothing() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(deliver("http://127.0.0.1:" + port))
                .isEqualTo(new Outcome.Later("WhatsApp cannot be reached", null));
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        API.stubFor(post(PATH).willReturn(answer));
    }

    private static Outcome deliver() {
        return deliver(API.baseUrl());
    }

    private static Outcome deliver(String url) {
        return deliver(url, PATIENCE);
    }

    private static Outcome deliver(String url, Duration patience) {
        var settings =
                new WhatsApp(URI.create(url + "/v23.0"), "1234567890", "secret-token", "app-secret", "verify", "en");
        var letter = new Letter(
                42, Story.scheduled("w").facts("reminder-day", "users"), Carrier.WHATSAPP, "+62 812-0000-0001", 1);
        try (var courier = new CloudApiCourier(
                settings, new ApprovedTemplates(), new Texts("https://status.sppg.example", null), patience)) {
            return courier.deliver(letter);
        }
    }
}
