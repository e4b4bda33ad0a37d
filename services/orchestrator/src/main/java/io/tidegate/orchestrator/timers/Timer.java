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

    /** Each role is asked whether it will be there. */
    record AskAvailability(Instant due) implements Timer {
        @Override
        public String name() {
            return "ask-availability";
        }
    }

    /** Whoever was asked has not answered: who stands in is asked. */
    record Unanswered(String role, Instant due) implements Timer {
        @Override
        public String name() {
            return "unanswered:" + role;
        }
    }

    /** A step's success has become too old to count. */
    record Expiry(String step, Instant due) implements Timer {
        @Override
        public String name() {
            return "expiry:" + step;
        }
    }

    /** The time to mend what failed is over. */
    record FixEnd(Instant due) implements Timer {
        @Override
        public String name() {
            return "fix-end";
        }
    }

    /** From now on the forecast lies behind the planned end. */
    record Overrun(Instant due) implements Timer {
        @Override
        public String name() {
            return "overrun";
        }
    }

    /** A rollback that begins now ends with the window. */
    record NoReturn(Instant due) implements Timer {
        @Override
        public String name() {
            return "no-return";
        }
    }

    /** A step should be done by now. */
    record Milestone(String step, Instant due) implements Timer {
        @Override
        public String name() {
            return "milestone:" + step;
        }
    }

    /** No progress for as long as the plan's watchdog waits. */
    record Watchdog(Instant due) implements Timer {
        @Override
        public String name() {
            return "watchdog";
        }
    }

    /** Nobody has answered a question: a level is called. */
    record Escalation(String question, int level, Instant due) implements Timer {
        @Override
        public String name() {
            return "escalation:" + level + ":" + question;
        }
    }

    /** Something is to be looked after. */
    record FollowUp(String followUp, Instant due) implements Timer {
        @Override
        public String name() {
            return "follow-up:" + followUp;
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
            case "ask-availability" -> Optional.of(new AskAvailability(due));
            case "unanswered" -> Optional.of(new Unanswered(parts[1], due));
            case "expiry" -> Optional.of(new Expiry(parts[1], due));
            case "fix-end" -> Optional.of(new FixEnd(due));
            case "overrun" -> Optional.of(new Overrun(due));
            case "no-return" -> Optional.of(new NoReturn(due));
            case "milestone" -> Optional.of(new Milestone(parts[1], due));
            case "watchdog" -> Optional.of(new Watchdog(due));
            case "escalation" -> Optional.of(new Escalation(name.split(":", 3)[2], Integer.parseInt(parts[1]), due));
            case "follow-up" -> Optional.of(new FollowUp(parts[1], due));
            default -> Optional.empty();
        };
    }
}
