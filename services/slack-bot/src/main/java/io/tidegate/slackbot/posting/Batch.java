package io.tidegate.slackbot.posting;

import io.tidegate.slackbot.posting.Posts.Waiting;
import io.tidegate.slackbot.window.Saying;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What goes into one message: the oldest line that waits, and those directly behind it that belong to the same place.
 * So a channel that is at Slack's limit gets longer messages, and never falls behind or out of order.
 */
record Batch(List<Waiting> lines) {
    /** Slack cuts a text at 4,000 characters and asks for less. */
    static final int LONGEST = 3_500;

    static Optional<Batch> next(List<Waiting> waiting) {
        List<Waiting> lines = new ArrayList<>();
        int length = 0;
        for (Waiting line : waiting) {
            length += line.text().length() + 1;
            if (!lines.isEmpty() && (length > LONGEST || !fits(lines, line))) {
                break;
            }
            lines.add(line);
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Batch(List.copyOf(lines)));
    }

    private static boolean fits(List<Waiting> lines, Waiting other) {
        Waiting first = lines.getFirst();
        if (other.kind() == Saying.Kind.WHISPER) {
            return first.kind() == Saying.Kind.WHISPER && first.person().equals(other.person());
        }
        return first.window().equals(other.window())
                && (lines.stream().allMatch(line -> line.kind() == other.kind())
                        || isStatusLine(other) && lines.stream().allMatch(Batch::isStatusLine));
    }

    /** In a hurry a step's beginning goes along with its end; a signature or a report never goes into the channel. */
    private static boolean isStatusLine(Waiting line) {
        return line.kind() != Saying.Kind.WHISPER && line.text().indexOf('\n') < 0;
    }

    Saying.Kind kind() {
        return lines.stream().anyMatch(line -> line.kind() == Saying.Kind.CHANNEL)
                ? Saying.Kind.CHANNEL
                : first().kind();
    }

    Waiting first() {
        return lines.getFirst();
    }

    List<Long> ids() {
        return lines.stream().map(Waiting::id).toList();
    }

    String text() {
        return lines.stream().map(Waiting::text).collect(Collectors.joining("\n"));
    }

    Pace.Lane lane() {
        return first().kind() == Saying.Kind.WHISPER ? Pace.Lane.WHISPER : Pace.Lane.POST;
    }
}
