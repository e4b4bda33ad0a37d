package io.tidegate.scenarios.rig;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.scenarios.part.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The status page as its readers get it: its history as a feed, and what it and the banner say now. */
final class Page {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final URI address;
    private final HttpClient http;

    /** The page is written a moment after what stands on it is known: this waits until it is. */
    Page(Part notifier, HttpClient http) {
        this.address = notifier.address();
        this.http = http;
        await().atMost(PATIENCE).pollInterval(LOOK_AGAIN).until(notifier::isShown);
    }

    record Entry(Instant at, String id, String title, String text) {}

    /** Oldest first. */
    List<Entry> history() {
        NodeList entries = xml(get("/history.atom")).getElementsByTagName("entry");
        return IntStream.range(0, entries.getLength())
                .mapToObj(i -> (Element) entries.item(i))
                .map(entry -> new Entry(
                        Instant.parse(text(entry, "updated")),
                        text(entry, "id"),
                        text(entry, "title"),
                        text(entry, "summary")))
                .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::id))
                .toList();
    }

    /** The page's headline, and the banners' lines. */
    String now() {
        JsonNode summary = Json.read(get("/api/v2/summary.json"), JsonNode.class);
        Stream<String> banners = StreamSupport.stream(
                        summary.path("tidegate").path("banners").spliterator(), false)
                .map(banner -> "banner: " + banner.path("text").asText());
        return String.join(
                "; ",
                Stream.concat(
                                Stream.of("page: "
                                        + summary.path("status")
                                                .path("description")
                                                .asText()),
                                banners)
                        .toList());
    }

    private static String text(Element element, String tag) {
        return element.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static Element xml(String text) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the feed cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
