package io.tidegate.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.window.Window;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What arrived in mailboxes and on phones, beside what the log says was sent. */
final class NoticesProof {
    private NoticesProof() {}

    static Proof of(Window window, JsonNode mails, JsonNode messages) {
        long toldByMail = sent(window, "/email");
        long toldByPhone = sent(window, "/whatsapp");
        Set<String> seen = new HashSet<>();
        long twice = Stream.concat(
                        all(mails.path("mails"))
                                .map(mail -> mail.path("messageId").asText()),
                        all(messages.path("messages"))
                                .map(message -> message.path("to").asText() + " "
                                        + message.path("template").asText()))
                .filter(delivery -> !seen.add(delivery))
                .count();
        long mailed = mails.path("mails").size();
        long phoned = messages.path("messages").size();
        boolean clean = window.notices().values().stream()
                .flatMap(notice -> notice.deliveries().values().stream())
                .allMatch(Window.Delivery::isClean);
        return new Proof(
                twice == 0 && clean && mailed == toldByMail && phoned == toldByPhone && mailed > 0,
                mailed + " mails and " + phoned + " WhatsApp messages arrived, " + twice
                        + " of them twice; the log says " + toldByMail + " and " + toldByPhone
                        + (clean ? "" : "; NOT all of them went out"));
    }

    private static long sent(Window window, String medium) {
        return window.notices().values().stream()
                .flatMap(notice -> notice.deliveries().entrySet().stream())
                .filter(delivery -> delivery.getKey().endsWith(medium))
                .mapToLong(delivery -> delivery.getValue().sent())
                .sum();
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
