package io.tidegate.scenarios.rig;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.local.workspace.channel.Change;
import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything said in the workspace, each state of a message with its time: the chat itself keeps the last alone. */
final class Spoken {
    private record State(Instant at, Change.Kind kind, Message message) {}

    /**
     * @param card the first heading of the card in whose thread it stands, or that it is of; empty for none
     * @param text one line; of a card what its heading says
     */
    record Line(Instant at, String card, String text) {}

    private final List<State> states = new CopyOnWriteArrayList<>();

    private Spoken() {}

    static Spoken in(Chat chat, Clock clock) {
        Spoken spoken = new Spoken();
        chat.listen(change -> spoken.states.add(new State(clock.instant(), change.kind(), change.message())));
        return spoken;
    }

    /**
     * What stands in the channel itself, line by line: every state of a card that has another heading than the one
     * before; what one person alone reads, with that person.
     */
    List<Line> inChannel() {
        List<Line> lines = new ArrayList<>();
        Map<String, String> headings = new HashMap<>();
        Map<String, String> cards = new HashMap<>();
        for (State state : states) {
            Message message = state.message();
            String heading = heading(message);
            if (!heading.isEmpty()) {
                cards.putIfAbsent(message.ts(), heading);
            }
            String thread = message.threadTs() == null ? message.ts() : message.threadTs();
            String card = cards.getOrDefault(thread, "");
            if (!heading.isEmpty()) {
                if (!heading.equals(headings.put(message.ts(), heading))) {
                    lines.add(new Line(state.at(), card, "card: " + heading));
                }
            } else if (message.isInChannel()) {
                String reader = message.visibleTo() == null ? "" : "(to " + message.visibleTo() + " alone) ";
                message.text().lines().forEach(line -> lines.add(new Line(state.at(), card, reader + line)));
            }
        }
        return lines;
    }

    /** When all could read something new in the channel itself. */
    List<Instant> heard() {
        return states.stream()
                .filter(state -> state.kind() == Change.Kind.POSTED)
                .filter(state ->
                        state.message().isInChannel() && !state.message().isEphemeral())
                .map(State::at)
                .toList();
    }

    private static String heading(Message message) {
        JsonNode first = message.blocks().path(0);
        return first.path("type").asText().equals("header")
                ? first.path("text").path("text").asText()
                : "";
    }
}
