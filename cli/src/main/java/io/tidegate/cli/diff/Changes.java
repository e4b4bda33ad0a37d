package io.tidegate.cli.diff;

import io.tidegate.cli.diff.PlanChange.Area;
import java.util.ArrayList;
import java.util.List;

/** Collects what is another. */
final class Changes {
    private final List<PlanChange> all = new ArrayList<>();

    void say(Area area, String subject, String text) {
        all.add(new PlanChange(area, subject, text));
    }

    /** Where the words for it are other ones. @param what the sentence up to the new words */
    void differ(Area area, String subject, String what, String was, String is) {
        if (!was.equals(is)) {
            say(area, subject, what + " " + is + " instead of " + was + ".");
        }
    }

    List<PlanChange> all() {
        return all;
    }
}
