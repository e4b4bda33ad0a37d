package io.tidegate.notifier.notice;

import io.tidegate.contracts.window.Window;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a window before they changed last: by a new date, by more time, or with its plan.
 *
 * @param startsAt the start that held until then
 * @param endsAt the planned end that held until then
 * @param changedAt when they changed
 */
public record Earlier(Instant startsAt, Instant endsAt, Instant changedAt) {
    /**
     * What is known after one more event of a window.
     *
     * @param known before it; null while a window has its first dates
     */
    public static @Nullable Earlier after(@Nullable Earlier known, Window before, Window after, Instant time) {
        boolean same =
                before.startsAt().equals(after.startsAt()) && before.endsAt().equals(after.endsAt());
        return same ? known : new Earlier(before.startsAt(), before.endsAt(), time);
    }
}
