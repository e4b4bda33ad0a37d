package io.tidegate.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The state that a replay gives beside the one that the orchestrator tells, field by field. */
public final class Comparison {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_VALUE = 80;

    /**
     * @param pointer the field, as a JSON Pointer (RFC 6901)
     * @param log what the log gives; null for nothing
     * @param orchestrator what the orchestrator says; null for nothing
     */
    public record Difference(
            String pointer,
            @Nullable JsonNode log,
            @Nullable JsonNode orchestrator) {
        @Override
        public String toString() {
            return pointer + ": the log gives " + shortened(log) + ", the orchestrator says " + shortened(orchestrator);
        }

        private static String shortened(@Nullable JsonNode value) {
            String text = value == null ? "nothing" : value.toString();
            return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
        }
    }

    private Comparison() {}

    /** What the orchestrator says of a window: {@code {window, sequence, hash, state}}. */
    public static JsonNode fetch(String orchestrator, String window) throws UnreachableException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            URI uri = URI.create(orchestrator.replaceAll("/+$", "") + "/windows/" + window);
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new UnreachableException(uri + " answers " + response.statusCode(), null);
            }
            return Json.read(response.body(), JsonNode.class);
        } catch (IllegalArgumentException e) {
            throw new UnreachableException("'" + orchestrator + "' is no HTTP address", e);
        } catch (IOException | UncheckedIOException e) {
            throw new UnreachableException("the orchestrator at " + orchestrator + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while asking the orchestrator", e);
        }
    }

    /**
     * Every field in which the two differ; none when they agree. Where the log has gone on since the orchestrator was
     * asked, the state of then is compared.
     */
    public static List<Difference> differences(Replay replay, JsonNode orchestrator) {
        long sequence = orchestrator.path("sequence").asLong();
        var history = replay.log().history();
        var entry = replay.entry(sequence);
        ObjectNode log = Json.mapper().createObjectNode();
        log.put("window", replay.log().window())
                .put("sequence", entry.isPresent() ? sequence : history.sequence())
                .put("hash", entry.map(found -> found.event().hash()).orElse(history.hash()));
        var state = entry.isPresent() ? entry.get().after() : history.state();
        log.set("state", Json.mapper().valueToTree(state));
        List<Difference> differences = new ArrayList<>();
        // Both through text, so that they have JSON's types and not Java's.
        compare("", reread(log), reread(orchestrator), differences);
        return differences;
    }

    private static JsonNode reread(JsonNode json) {
        return Json.read(Json.write(json), JsonNode.class);
    }

    private static void compare(
            String pointer, @Nullable JsonNode log, @Nullable JsonNode other, List<Difference> differences) {
        if (log != null && other != null && log.isObject() && other.isObject()) {
            var names = new TreeSet<String>();
            log.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String step = name.replace("~", "~0").replace("/", "~1");
                compare(pointer + "/" + step, log.get(name), other.get(name), differences);
            }
        } else if (log != null && other != null && log.isArray() && other.isArray()) {
            for (int i = 0; i < Math.max(log.size(), other.size()); i++) {
                compare(pointer + "/" + i, log.get(i), other.get(i), differences);
            }
        } else if (log == null || !log.equals(other)) {
            differences.add(new Difference(pointer, log, other));
        }
    }
}
