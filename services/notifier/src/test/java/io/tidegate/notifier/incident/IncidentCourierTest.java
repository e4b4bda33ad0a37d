package io.tidegate.notifier.incident;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import io.tidegate.notifier.delivery.Carrier;
import io.tidegate.notifier.delivery.Letter;
import io.tidegate.notifier.delivery.Outcome;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.OwedCall;
import io.tidegate.notifier.settings.NotifierSettings.Format;
import io.tidegate.notifier.settings.NotifierSettings.Webhook;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentCourierTest {
    private static final String PAGE = "https://status.sppg.example";
    private static final List<String> SERVICES = List.of("on-call");

    /** So long that no load on the machine is taken for a silent service. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final WireMockExtension API =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Story story = Story.scheduled("w", Story.fullPlan())
            .opened()
            .closed()
            .happens(new WindowEvent.PersonNeeded("the smoke test has failed", List.of("retry", "rollback")))
            .after(Duration.ofMinutes(10))
            .escalated("person", 2);

    private Call last() {
        return story.calls(SERVICES).stream()
                .map(OwedCall::call)
                .filter(call -> call.thread() != null)
                .findFirst()
                .orElseThrow();
    }

    private Call acknowledged() {
        story.happens(new WindowEvent.EscalationAcknowledged("person"));
        return last();
    }

    private Call over() {
        story.rollsBack("it went wrong");
        return last();
    }

    @Test
    void pagerDutyGetsAnIncidentThatIsAcknowledgedAndResolvedUnderOneKey() {
        answers(aResponse().withStatus(202));

        assertThat(deliver(Format.PAGERDUTY, "/v2/enqueue", last())).isEqualTo(new Outcome.Sent(null));
        deliver(Format.PAGERDUTY, "/v2/enqueue", acknowledged());
        deliver(Format.PAGERDUTY, "/v2/enqueue", over());

        API.verify(postRequestedFor(urlEqualTo("/v2/enqueue")).withRequestBody(equalToJson("""
                {"routing_key":"secret","event_action":"trigger","dedup_key":"w/person",
                "client":"Tidegate","client_url":"https://status.sppg.example",
                "payload":{"summary":"Portion size differentiation: the smoke test has failed.","source":"w",
                "severity":"critical","timestamp":"2026-11-30T22:10:05Z","component":"sppg",
                "group":"Portion size differentiation","class":"maintenance",
                "custom_details":{"window":"w","question":"person","since":"2026-11-30T22:00:05Z","level":2,
                "roles":["product-owner"],"choices":["retry","fix","skip","rollback"]}}}
                """)));
        for (String action : List.of("acknowledge", "resolve")) {
            API.verify(postRequestedFor(urlEqualTo("/v2/enqueue")).withRequestBody(equalToJson("""
                    {"routing_key":"secret","event_action":"%s","dedup_key":"w/person"}
                    """.formatted(action))));
        }
    }

    @Test
    void opsgenieGetsAnAlertThatIsAcknowledgedAndClosedByItsAlias() {
        answers(aResponse().withStatus(202));

        deliver(Format.OPSGENIE, "", last());
        deliver(Format.OPSGENIE, "", acknowledged());
        deliver(Format.OPSGENIE, "", over());

        API.verify(postRequestedFor(urlEqualTo("/v2/alerts"))
                .withHeader("Authorization", equalTo("GenieKey secret"))
                .withRequestBody(equalToJson("""
                        {"message":"Portion size differentiation: the smoke test has failed.","alias":"w/person",
                        "source":"Tidegate","priority":"P1","entity":"sppg","description":"${json-unit.ignore}",
                        "details":{"window":"w","question":"person","since":"2026-11-30T22:00:05Z","level":"2",
                        "roles":"[\\"product-owner\\"]",
                        "choices":"[\\"retry\\",\\"fix\\",\\"skip\\",\\"rollback\\"]"}}
                        """)));
        for (String what : List.of("acknowledge", "close")) {
            API.verify(postRequestedFor(urlEqualTo("/v2/alerts/w%2Fperson/" + what + "?identifierType=alias"))
                    .withHeader("Authorization", equalTo("GenieKey secret")));
        }
    }

    @Test
    void whateverTakesJsonIsToldEverything() {
        answers(aResponse().withStatus(200));
        var open = new Webhook("on-call", Format.JSON, URI.create(API.baseUrl() + "/hook"), "");

        assertThat(deliver(open, last())).isEqualTo(new Outcome.Sent(null));

        API.verify(postRequestedFor(urlEqualTo("/hook"))
                .withHeader("Authorization", absent())
                .withRequestBody(equalToJson("""
                        {"action":"call","key":"w/person","title":"Portion size differentiation",
                        "text":"Portion size differentiation: the smoke test has failed.","target":"sppg",
                        "at":"2026-11-30T22:10:05Z","page":"https://status.sppg.example","window":"w",
                        "question":"person","since":"2026-11-30T22:00:05Z","level":2,"roles":["product-owner"],
                        "choices":["retry","fix","skip","rollback"]}
                        """)));
    }

    /** A second copy is known for one by its key, where there is one. */
    @ParameterizedTest
    @CsvSource({
        "400,Failed,Failed",
        "404,Failed,Failed",
        "401,Later,Later",
        "403,Later,Later",
        "429,Later,Later",
        "500,Later,Uncertain",
        "503,Later,Uncertain"
    })
    void anAnswerMeansWhatItsStatusSays(int status, String pagerDuty, String json) {
        answers(aResponse().withStatus(status).withHeader("Retry-After", "17"));

        Outcome outcome = deliver(Format.PAGERDUTY, "/v2/enqueue", last());

        assertThat(outcome.getClass().getSimpleName()).isEqualTo(pagerDuty);
        assertThat(outcome.toString()).contains("on-call answered " + status).doesNotContain("secret");
        assertThat(deliver(Format.JSON, "/hook", last()).getClass().getSimpleName())
                .isEqualTo(json);
        if (status == 429) {
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.retryAfter())
                    .isEqualTo(Duration.ofSeconds(17)));
        }
    }

    @Test
    void aLostAnswerLeavesItOpenWhereASecondCopyWouldCount() {
        answers(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(deliver(Format.PAGERDUTY, "/v2/enqueue", last())).isInstanceOf(Outcome.Later.class);
        assertThat(deliver(Format.JSON, "/hook", last())).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void noSecretIsShown() {
        var service =
                new Webhook("on-call", Format.OPSGENIE, URI.create("https://example.com/token-in-path"), "secret");

        assertThat(service + " " + Alert.of(service, last(), PAGE)).doesNotContain("secret", "token-in-path");
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        API.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static Outcome deliver(Format format, String path, Call call) {
        return deliver(new Webhook("on-call", format, URI.create(API.baseUrl() + path), "secret"), call);
    }

    private static Outcome deliver(Webhook service, Call call) {
        try (var courier = new IncidentCourier(List.of(service), PAGE, PATIENCE)) {
            return courier.deliver(new Letter(1, call, Carrier.WEBHOOK, "on-call", 1));
        }
    }
}
