package io.tidegate.notifier.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNED = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private final WebhookSignature signature = new WebhookSignature("It's a Secret to Everybody");

    @Test
    void thePublishedVectorHoldsAndOneFlippedBitDoesNot() {
        byte[] flipped = BODY.clone();
        flipped[0] ^= 1;

        assertThat(signature.holds(SIGNED, BODY)).isTrue();
        assertThat(signature.holds(SIGNED, flipped)).isFalse();
        assertThat(signature.holds(SIGNED.replace("17", "18"), BODY)).isFalse();
        assertThat(signature.holds(SIGNED.substring("sha256=".length()), BODY)).isFalse();
        assertThat(signature.holds("", BODY)).isFalse();
        assertThat(signature.holds(null, BODY)).isFalse();
    }

    @Test
    void everyStatusOfACallIsReadAndTheRestIsLeftAside() {
        JsonNode call = Json.read("""
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
                "messaging_product":"whatsapp","statuses":[
                {"id":"wamid.A","status":"delivered","timestamp":"1796083200","biz_opaque_callback_data":"7"},
                {"id":"wamid.B","status":"failed","timestamp":"x","errors":[{"code":131026,"title":"Undeliverable"}]},
                {"status":"read"}]}},
                {"field":"messages","value":{"messages":[{"from":"62812","text":{"body":"Thanks"}}]}}]}]}
                """, JsonNode.class);

        assertThat(StatusNote.in(call, NOW))
                .containsExactly(
                        new StatusNote("wamid.A", "delivered", 0, Instant.ofEpochSecond(1_796_083_200), 7),
                        new StatusNote("wamid.B", "failed", 131026, NOW, 0));
    }

    @Test
    void aCallOfAnotherShapeTellsNothing() {
        for (String call : new String[] {"{}", "[]", "\"x\"", "{\"entry\":{\"changes\":1}}"}) {
            assertThat(StatusNote.in(Json.read(call, JsonNode.class), NOW)).isEmpty();
        }
    }
}
