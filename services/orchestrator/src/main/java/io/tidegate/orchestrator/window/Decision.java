package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.WindowEvent;
import java.util.List;

/** What comes of an input. */
public sealed interface Decision {

    /** These happen, in this order. */
    record Accepted(List<WindowEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** Nothing happens and nobody needs to know: a duplicate, or a report that came too late. */
    record Ignored(String reason) implements Decision {}

    /** A person's wish is not granted. */
    record Rejected(CommandKind command, Refusal refusal) implements Decision {
        public String code() {
            return refusal.code();
        }
    }
}
