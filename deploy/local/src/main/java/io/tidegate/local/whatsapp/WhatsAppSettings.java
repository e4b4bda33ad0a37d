package io.tidegate.local.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the stand-in.
 *
 * @param webhookUrl empty for none
 * @param templates approved from the start; with none, every name is taken for an approved one
 */
public record WhatsAppSettings(
        int port,
        String token,
        String phoneId,
        String appSecret,
        String verifyToken,
        String webhookUrl,
        List<JsonNode> templates) {

    private static final int PORT = 8_077;

    public WhatsAppSettings {
        templates = List.copyOf(templates);
    }

    static WhatsAppSettings of(Environment environment) {
        return new WhatsAppSettings(
                environment.port("PORT", PORT),
                environment.required("WHATSAPP_TOKEN"),
                environment.required("WHATSAPP_PHONE_ID"),
                environment.required("WHATSAPP_APP_SECRET"),
                environment.text("WHATSAPP_VERIFY_TOKEN", ""),
                environment.text("WEBHOOK_URL", ""),
                environment
                        .text("WHATSAPP_TEMPLATES")
                        .map(WhatsAppSettings::templates)
                        .orElse(List.of()));
    }

    private static List<JsonNode> templates(String file) {
        try {
            List<JsonNode> found = new ArrayList<>();
            Json.mapper().readTree(Path.of(file).toFile()).forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("WHATSAPP_TEMPLATES names " + file + ", which cannot be read", e);
        }
    }
}
