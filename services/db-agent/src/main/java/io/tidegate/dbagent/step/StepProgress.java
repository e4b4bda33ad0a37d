package io.tidegate.dbagent.step;

import org.jspecify.annotations.Nullable;

/** Where a running step says what it is doing. Cheap to call often: reports are thinned to one a second. */
@FunctionalInterface
public interface StepProgress {
    /** @param percent 0 to 100, or null where the work cannot say */
    void doing(@Nullable Integer percent, String what);

    /**
     * Something that people should know at once, while the step goes on.
     *
     * @param code a stable name, lower-case with hyphens
     * @param text a sentence with its figures
     */
    default void warn(String code, String text) {
        doing(null, text);
    }
}
