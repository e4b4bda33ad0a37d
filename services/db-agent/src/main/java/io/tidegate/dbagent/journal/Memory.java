package io.tidegate.dbagent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.report.Report;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fold of the journal's entries. */
final class Memory {
    private final Map<AttemptKey, Attempt> attempts = new LinkedHashMap<>();

    void apply(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Taken taken ->
                attempts.putIfAbsent(taken.key(), Attempt.taken(taken.key(), taken.task()));
            case JournalEntry.Begun begun -> change(begun).ifPresent(found -> put(found.afterBegin()));
            case JournalEntry.Cancelled cancelled ->
                change(cancelled).ifPresent(found -> put(found.afterCancel(cancelled.reason())));
            case JournalEntry.Ended ended ->
                change(ended).ifPresent(found -> put(found.afterEnd(report(ended), ended.at())));
            case JournalEntry.Told told -> change(told).ifPresent(found -> put(found.afterTelling(true)));
        }
    }

    Optional<Attempt> get(AttemptKey key) {
        return Optional.ofNullable(attempts.get(key));
    }

    Optional<Attempt> newest(String window, String step) {
        return attempts.values().stream()
                .filter(attempt -> attempt.key().window().equals(window)
                        && attempt.key().step().equals(step))
                .max(Comparator.comparingInt(attempt -> attempt.key().attempt()));
    }

    List<Attempt> all() {
        return List.copyOf(attempts.values());
    }

    void tellAgain(AttemptKey key) {
        get(key).ifPresent(found -> put(found.afterTelling(false)));
    }

    /** What ended before that time and was told is of no more use. */
    boolean forgetBefore(Instant time) {
        return attempts.values().removeIf(attempt -> {
            Instant ended = attempt.endedAt();
            return attempt.told() && ended != null && ended.isBefore(time);
        });
    }

    private Optional<Attempt> change(JournalEntry entry) {
        return get(entry.key());
    }

    private void put(Attempt attempt) {
        attempts.put(attempt.key(), attempt);
    }

    private static Report.OfStep report(JournalEntry.Ended ended) {
        Class<? extends Payload> type = PayloadTypes.byName(ended.type())
                .orElseThrow(() -> new IllegalStateException("the journal has a report of type " + ended.type()));
        try {
            return (Report.OfStep) Json.mapper().treeToValue(ended.report(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal's report of " + ended.key() + " cannot be read", e);
        }
    }
}
