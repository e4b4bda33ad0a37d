package io.tidegate.notifier.running;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.notifier.Story;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WhatsApp's answers and what it says afterwards, twice and out of order. */
@Infrastructure
class WhatsAppIT {
    private static final String SEND = "/v23.0/1234567890/messages";
    private static final String WEBHOOK = "/whatsapp/webhook";

    @RegisterExtension
    static final WireMockExtension API =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Kafka kafka;
    private final Postgres postgres;
    private final Records records;
    private final String window = "portion-size-" + UUID.randomUUID();
    private final String name = "wamid." + UUID.randomUUID();
    private final MailServer mail = new MailServer();
    private final String database;

    WhatsAppIT(Kafka kafka, Postgres postgres) throws IOException {
        this.kafka = kafka;
        this.postgres = postgres;
        this.records = new Records(kafka.bootstrapServers());
        this.database = postgres.createDatabase("notifier_whatsapp");
        mail.up();
    }

    @AfterEach
    void close() {
        mail.close();
        records.close();
    }

    private RunningNotifier notifier() {
        return RunningNotifier.start(kafka, postgres, database, mail.port(), API.baseUrl() + "/v23.0");
    }

    /** The first number's message is taken under {@link #name}, the second's under another. */
    private void takesBoth() {
        API.stubFor(post(SEND)
                .withRequestBody(WireMock.containing("6281200000001"))
                .willReturn(okJson("{\"messages\":[{\"id\":\"" + name + "\"}]}")));
        API.stubFor(post(SEND)
                .withRequestBody(WireMock.containing("6281200000002"))
                .willReturn(okJson("{\"messages\":[{\"id\":\"" + name + "-2\"}]}")));
    }

    private void starts() {
        records.publish(Story.scheduled(window).requested("starting").events());
    }

    private void awaitTold(String... reports) {
        await().atMost(RunningNotifier.PATIENCE)
                .untilAsserted(() -> assertThat(records.told(window)).contains(reports));
    }

    @Test
    void aFailureThatIsToldTwiceAndBeforeItsBeginningCorrectsTheReportOnce() {
        takesBoth();
        try (RunningNotifier notifier = notifier()) {
            starts();
            awaitTold("starting/users/whatsapp sent=2 failed=0 uncertain=0");

            String failed = status("\"id\":\"" + name + "\",\"status\":\"failed\",\"errors\":[{\"code\":131026}]");
            assertThat(tell(notifier, failed)).isEqualTo(200);
            assertThat(tell(notifier, failed)).isEqualTo(200);
            assertThat(tell(notifier, status("\"id\":\"" + name + "\",\"status\":\"sent\"")))
                    .isEqualTo(200);
            awaitTold("starting/users/whatsapp sent=1 failed=1 uncertain=0");
            assertThat(tell(notifier, status("\"id\":\"" + name + "-2\",\"status\":\"read\"")))
                    .isEqualTo(200);
        }

        assertThat(records.told(window))
                .containsOnlyOnce(
                        "starting/users/whatsapp sent=2 failed=0 uncertain=0",
                        "starting/users/whatsapp sent=1 failed=1 uncertain=0");
        assertThat(records.reports(window).stream().map(report -> report.id()))
                .as("a correction is another message, so that it is taken")
                .doesNotHaveDuplicates();
    }

    @Test
    void aMessageWhoseAnswerWasLostIsFoundByItsNumberInTheLedger() {
        takesBoth();
        API.stubFor(post(SEND)
                .withRequestBody(WireMock.containing("6281200000001"))
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        try (RunningNotifier notifier = notifier()) {
            starts();
            awaitTold("starting/users/whatsapp sent=1 failed=0 uncertain=1");

            String number = callbackData("6281200000001");
            assertThat(tell(
                            notifier,
                            status("\"id\":\"" + name + "\",\"status\":\"delivered\",\"biz_opaque_callback_data\":\""
                                    + number + "\"")))
                    .isEqualTo(200);

            awaitTold("starting/users/whatsapp sent=2 failed=0 uncertain=0");
        }
        API.verify(2, postRequestedFor(urlEqualTo(SEND)));
    }

    @Test
    void whoeverCannotSignIsNotHeard() {
        takesBoth();
        try (RunningNotifier notifier = notifier()) {
            starts();
            awaitTold("starting/users/whatsapp sent=2 failed=0 uncertain=0");
            String failed = status("\"id\":\"" + name + "\",\"status\":\"failed\",\"errors\":[{\"code\":131026}]");

            assertThat(call(notifier, failed, signature(failed + " "))).isEqualTo(401);
            assertThat(notifier.post(WEBHOOK, "application/json", failed, Map.of())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(call(notifier, "no json", signature("no json"))).isEqualTo(400);

            assertThat(notifier.get(WEBHOOK + "?hub.mode=subscribe&hub.challenge=4711&hub.verify_token="
                                    + RunningNotifier.VERIFY)
                            .body())
                    .isEqualTo("4711");
            assertThat(notifier.get(WEBHOOK + "?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=guess")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(records.told(window)).noneMatch(told -> told.contains("failed=1"));
    }

    private static String callbackData(String number) {
        List<LoggedRequest> requests =
                API.findAll(postRequestedFor(urlEqualTo(SEND)).withRequestBody(WireMock.containing(number)));
        return Json.read(requests.getLast().getBodyAsString(), com.fasterxml.jackson.databind.JsonNode.class)
                .path("biz_opaque_callback_data")
                .asText();
    }

    private static String status(String members) {
        return "{\"entry\":[{\"changes\":[{\"value\":{\"statuses\":[{\"timestamp\":\"1796083200\"," + members
                + "}]}}]}]}";
    }

    private static int tell(RunningNotifier notifier, String body) {
        return call(notifier, body, signature(body));
    }

    private static int call(RunningNotifier notifier, String body, String signature) {
        return notifier.post(WEBHOOK, "application/json", body, Map.of("X-Hub-Signature-256", signature))
                .statusCode();
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(RunningNotifier.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
