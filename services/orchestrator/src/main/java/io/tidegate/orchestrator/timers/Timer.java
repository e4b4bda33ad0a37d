package io.tidegate.orchestrator.timers;

import java.time.Instant;
import java.util.Optional;

/** A moment at which something happens to a window by itself. A window has at most one timer of each name. */
public sealed interface Timer {

    Instant due();

    /** Unique in its window, for instance {@code deadline:backup:1}. */
    String name();

    /** The decision opens. */
    record Decision(Instant due) implements Timer {
        @Override
        public String name() {
            return "decision";
        }
    }

    /** The window opens, or is postponed for want of a decision. */
    record Start(Instant due) implements Timer {
        @Override
        public String name() {
            return "start";
        }
    }

    /** A notice is due. */
    record Notice(String notice, Instant due) implements Timer {
        @Override
        public String name() {
            return "notice:" + notice;
        }
    }

    /** An attempt at a step has used up its time. */
    record Deadline(String step, int attempt, Instant due) implements Timer {
        @Override
        public String name() {
            return "deadline:" + step + ":" + attempt;
        }
    }

    /** The channel has heard nothing for as long as the plan allows. */
    record StatusDue(Instant due) implements Timer {
        @Override
        public String name() {
            return "status";
        }
    }

    /** The planned end. */
    record End(Instant due) implements Timer {
        @Override
        public String name() {
            return "end";
        }
    }

    /** Thresholds have been watched for long enough. */
    record WatchEnd(Instant due) implements Timer {
        @Override
        public String name() {
            return "watch-end";
        }
    }

    /** The timer of that stored name; empty for a name that no version of this type writes. */
    static Optional<Timer> of(String name, Instant due) {
        String[] parts = name.split(":", -1);
        return switch (parts[0]) {
            case "decision" -> Optional.of(new Decision(due));
            case "start" -> Optional.of(new Start(due));
            case "notice" -> Optional.of(new Notice(parts[1], due));
            case "deadline" -> Optional.of(new Deadline(parts[1], Integer.parseInt(parts[2]), due));
            case "status" -> Optional.of(new StatusDue(due));
            case "end" -> Optional.of(new End(due));
            case "watch-end" -> Optional.of(new WatchEnd(due));
            default -> Optional.empty();
        };
    }
}
