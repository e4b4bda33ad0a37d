package io.tidegate.local.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.tidegate.contracts.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Cloud API's shape, errors and webhooks. */
class WhatsAppServerIT {
    private static final String TEMPLATE = """
            {"messaging_product":"whatsapp","to":"+62 812-0000-0001","type":"template",
             "biz_opaque_callback_data":"notice-1",
             "template":{"name":"window_starting","language":{"code":"en"},
              "components":[{"type":"body","parameters":[{"type":"text","text":"05:00"},{"type":"text","text":"30 minutes"}]}]}}""";

    private record Told(String signature, String body) {
        String status() {
            return value().path("status").asText();
        }

        JsonNode value() {
            return Json.read(body, JsonNode.class).at("/entry/0/changes/0/value/statuses/0");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private Javalin customer;
    private WhatsAppServer whatsApp;

    @BeforeEach
    void start() {
        customer = Javalin.create(config -> config.showJavalinBanner = false)
                .post(
                        "/hook",
                        context -> told.add(
                                new Told(String.valueOf(context.header("X-Hub-Signature-256")), context.body())))
                .get("/hook", context -> context.status(
                                "verify".equals(context.queryParam("hub.verify_token")) ? 200 : 403)
                        .result(String.valueOf(context.queryParam("hub.challenge"))))
                .start(0);
        whatsApp = WhatsAppServer.start(new WhatsAppSettings(
                0, "token", "1001", "secret", "verify", "http://127.0.0.1:" + customer.port() + "/hook", List.of()));
    }

    @AfterEach
    void stop() {
        whatsApp.close();
        customer.stop();
        http.close();
    }

    @Test
    void aTemplateIsTakenAndItsStatusesAreTold() throws Exception {
        JsonNode answer = body(send(TEMPLATE));
        assertThat(answer.at("/messages/0/id").asText()).startsWith("wamid.");
        assertThat(answer.at("/messages/0/message_status").asText()).isEqualTo("accepted");
        assertThat(answer.at("/contacts/0/wa_id").asText()).isEqualTo("6281200000001");

        await().untilAsserted(() -> assertThat(told).hasSize(2));
        assertThat(told).extracting(Told::status).containsExactly("sent", "delivered");
        assertThat(told).allSatisfy(one -> {
            assertThat(one.signature()).isEqualTo(Webhook.signature("secret", one.body()));
            assertThat(one.value().path("id").asText())
                    .isEqualTo(answer.at("/messages/0/id").asText());
            assertThat(one.value().path("biz_opaque_callback_data").asText()).isEqualTo("notice-1");
        });
        await().untilAsserted(() -> assertThat(
                        body(local("GET", "/local/messages", "")).at("/messages/0/statuses"))
                .extracting(JsonNode::asText)
                .containsExactly("accepted", "sent", "delivered"));
    }

    @Test
    void statusesComeTwiceAndOutOfOrderWhenAsked() throws Exception {
        local("PUT", "/local/faults", "{\"twice\":true,\"outOfOrder\":true}");
        send(TEMPLATE);
        await().untilAsserted(() ->
                assertThat(told).extracting(Told::status).containsExactly("delivered", "delivered", "sent", "sent"));
    }

    @Test
    void errorsComeByTheirCode() throws Exception {
        local("PUT", "/local/faults", "{\"code\":130429,\"next\":1}");
        HttpResponse<String> refused = send(TEMPLATE);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(body(refused).at("/error/code").asInt()).isEqualTo(130429);
        assertThat(send(TEMPLATE).statusCode()).isEqualTo(200);
    }

    @Test
    void aMessageThatIsTakenMayStillFail() throws Exception {
        local("PUT", "/local/faults", "{\"code\":131026,\"next\":1,\"as\":\"status\"}");
        assertThat(send(TEMPLATE).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        assertThat(told.getFirst().status()).isEqualTo("failed");
        assertThat(told.getFirst().value().at("/errors/0/code").asInt()).isEqualTo(131026);
    }

    @Test
    void whatTheCloudApiRefusesIsRefused() throws Exception {
        assertThat(code(post("/v23.0/1001/messages", TEMPLATE, "wrong"))).isEqualTo(190);
        assertThat(code(post("/v23.0/9999/messages", TEMPLATE, "token"))).isEqualTo(100);
        assertThat(code(send(TEMPLATE.replace("\"type\":\"template\"", "\"type\":\"text\""))))
                .isEqualTo(131047);
        assertThat(code(send(TEMPLATE.replace("30 minutes", "30\\nminutes")))).isEqualTo(132018);
        assertThat(code(send(TEMPLATE.replace("+62 812-0000-0001", "ratna")))).isEqualTo(100);
        post(
                "/v23.0/acc/message_templates",
                "{\"name\":\"window_starting\",\"language\":\"en\",\"components\":[{\"type\":\"BODY\",\"text\":\"{{1}}\"}]}",
                "token");
        assertThat(code(send(TEMPLATE))).isEqualTo(132000);
        assertThat(code(send(TEMPLATE.replace("window_starting", "window_other"))))
                .isEqualTo(132001);
    }

    @Test
    void anApprovedTemplateIsShownAsThePhoneShowsIt() throws Exception {
        post(
                "/v23.0/acc/message_templates",
                "{\"name\":\"window_starting\",\"language\":\"en\",\"components\":"
                        + "[{\"type\":\"BODY\",\"text\":\"We start at {{1}}, for {{2}}.\"}]}",
                "token");
        send(TEMPLATE);
        assertThat(body(local("GET", "/local/messages", ""))
                        .at("/messages/0/text")
                        .asText())
                .isEqualTo("We start at 05:00, for 30 minutes.");
    }

    @Test
    void theWebhookIsVerified() throws Exception {
        assertThat(body(local("POST", "/local/verify", "")).path("ok").asBoolean())
                .isTrue();
        local("PUT", "/local/webhook-url", "{\"url\":\"http://127.0.0.1:" + customer.port() + "/nothing\"}");
        assertThat(body(local("POST", "/local/verify", "")).path("ok").asBoolean())
                .isFalse();
    }

    private HttpResponse<String> send(String body) throws Exception {
        return post("/v23.0/1001/messages", body, "token");
    }

    private HttpResponse<String> post(String path, String body, String token) throws Exception {
        return http.send(
                request(path)
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> local(String method, String path, String body) throws Exception {
        return http.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + whatsApp.port() + path));
    }

    private static JsonNode body(HttpResponse<String> response) {
        return Json.read(response.body(), JsonNode.class);
    }

    private static int code(HttpResponse<String> response) {
        return body(response).at("/error/code").asInt();
    }
}
