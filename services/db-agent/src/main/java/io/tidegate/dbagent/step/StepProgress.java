package io.tidegate.dbagent.step;

import org.jspecify.annotations.Nullable;

/** Where a running step says what it is doing. Cheap to call often: reports are thinned to one a second. */
@FunctionalInterface
public interface StepProgress {
    /** @param percent 0 to 100, or null where the work cannot say */
    void doing(@Nullable Integer percent, String what);
}
