package io.tidegate.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.window.Window;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What arrived in mailboxes and on phones, beside what the log says became of it.
 *
 * @param mails that arrived
 * @param messages that arrived on phones
 * @param twice how many of both had arrived before
 * @param told what the log says, all notices and media together
 */
record NoticesProof(long mails, long messages, long twice, Told told) {

    /** @param uncertain nobody knows whether they have left */
    record Told(long mailed, long phoned, long failed, long uncertain) {
        static Told of(Window window) {
            return new Told(
                    sum(window, "/email", Window.Delivery::sent),
                    sum(window, "/whatsapp", Window.Delivery::sent),
                    sum(window, "", Window.Delivery::failed),
                    sum(window, "", Window.Delivery::uncertain));
        }

        private static long sum(
                Window window, String medium, java.util.function.ToLongFunction<Window.Delivery> count) {
            return window.notices().values().stream()
                    .flatMap(notice -> notice.deliveries().entrySet().stream())
                    .filter(delivery -> delivery.getKey().endsWith(medium))
                    .mapToLong(delivery -> count.applyAsLong(delivery.getValue()))
                    .sum();
        }
    }

    static NoticesProof of(Window window, JsonNode mails, JsonNode messages) {
        Set<String> seen = new HashSet<>();
        long twice = Stream.concat(
                        all(mails.path("mails"))
                                .map(mail -> mail.path("messageId").asText()),
                        all(messages.path("messages"))
                                .map(message -> message.path("to").asText() + " "
                                        + message.path("template").asText()))
                .filter(delivery -> !seen.add(delivery))
                .count();
        return new NoticesProof(
                mails.path("mails").size(), messages.path("messages").size(), twice, Told.of(window));
    }

    /** Every notice that the log calls sent has arrived, and none has arrived twice. */
    boolean isTrue() {
        long known = told.mailed() + told.phoned();
        long arrived = mails + messages;
        return twice == 0 && known <= arrived && arrived <= known + told.uncertain();
    }

    /** Holds when every notice has arrived, once, and the log knows it. */
    Proof proof() {
        boolean all = told.failed() + told.uncertain() == 0;
        return new Proof(
                isTrue() && all && mails == told.mailed() && messages == told.phoned() && mails > 0,
                mails + " mails and " + messages + " WhatsApp messages arrived, " + twice
                        + " of them twice; the log says " + told.mailed() + " and " + told.phoned()
                        + (all ? "" : "; NOT all of them went out"));
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
