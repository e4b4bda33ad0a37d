package io.tidegate.slackbot.card;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Times to choose from, for what is given a time.
 *
 * @param usual which of the offers is chosen where nobody chooses
 */
record TimeChoice(String question, List<Offer> offers, int usual) {
    /** How much later a window ends where nobody chooses. */
    static final Duration EXTENSION = Duration.ofMinutes(15);

    /** Not longer than the orchestrator lets an approver move the end at once. */
    private static final List<Duration> EXTENSIONS = minutes(5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240);

    /** Not longer than the orchestrator lets mending take. */
    private static final List<Duration> FIXES = minutes(5, 10, 15, 20, 30, 45, 60);

    record Offer(Duration time, String label) {}

    /** Empty for what is given no time. */
    static Optional<TimeChoice> of(Press press, Window window) {
        return switch (press) {
            case EXTEND -> Optional.of(extension(window));
            case FIX -> Optional.of(fix(window));
            case AVAILABLE,
                    UNAVAILABLE,
                    GO,
                    NO_GO,
                    ATTEST,
                    HOLD,
                    RESUME,
                    RETRY,
                    SKIP,
                    ROLLBACK,
                    GO_ON,
                    DONE,
                    ACKNOWLEDGE -> Optional.empty();
        };
    }

    private static TimeChoice extension(Window window) {
        List<Offer> offers = EXTENSIONS.stream()
                .map(time -> new Offer(
                        time,
                        Durations.words(time) + ", until "
                                + Mrkdwn.clock(
                                        window.endsAt().plus(time),
                                        window.plan().window().zone())))
                .toList();
        return new TimeChoice("By how much?", offers, EXTENSIONS.indexOf(EXTENSION));
    }

    private static TimeChoice fix(Window window) {
        Duration planned = window.plan().inTrouble().timeToMend();
        List<Duration> times = Stream.concat(Stream.of(planned), FIXES.stream())
                .distinct()
                .sorted()
                .toList();
        List<Offer> offers = times.stream()
                .map(time -> new Offer(time, Durations.words(time) + (time.equals(planned) ? ", as planned" : "")))
                .toList();
        return new TimeChoice("How long may it take?", offers, times.indexOf(planned));
    }

    private static List<Duration> minutes(long... minutes) {
        return LongStream.of(minutes).mapToObj(Duration::ofMinutes).toList();
    }
}
