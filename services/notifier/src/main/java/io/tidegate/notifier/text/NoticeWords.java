package io.tidegate.notifier.text;

import io.tidegate.contracts.window.Status;
import io.tidegate.notifier.notice.LocalTimes;
import io.tidegate.notifier.notice.NoticeFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What templates may name, from a notice's facts; times are the audience's own, with the name of its zone. */
final class NoticeWords {
    private NoticeWords() {}

    /** A word for which there is nothing to say is not in it. */
    static Map<String, Object> of(NoticeFacts facts, String page) {
        LocalTimes times = new LocalTimes(facts.zone());
        Instant start = facts.startsAt();
        Map<String, Object> words = new HashMap<>();
        words.put("title", facts.title());
        words.put("summary", facts.summary());
        words.put("audience", facts.audience());
        words.put("date", times.date(start));
        words.put("shortDate", times.shortDate(start));
        words.put("start", times.time(start) + " " + times.zone(start));
        words.put("end", times.timeOn(facts.endsAt(), start));
        words.put("span", times.span(start, facts.endsAt()));
        words.put("zone", times.zoneWithOffset(start));
        words.put("at", times.timeOn(facts.at(), start));
        words.put("downtime", LocalTimes.duration(facts.downtime()));
        words.put("page", page);
        words.put("open", facts.open());
        words.put("rollingBack", facts.status() == Status.ROLLING_BACK);
        if (facts.target() != null) {
            words.put("target", facts.target());
        }
        Duration unavailable = facts.unavailable();
        if (unavailable != null) {
            words.put("unavailable", LocalTimes.duration(unavailable));
        }
        Instant expectedEnd = facts.expectedEnd();
        // A forecast that lies before the planned end is no news, and one in the past would be untrue.
        if (expectedEnd != null && expectedEnd.isAfter(facts.endsAt()) && expectedEnd.isAfter(facts.at())) {
            words.put("expectedEnd", times.timeOn(expectedEnd, start));
        }
        if (expectedEnd != null && expectedEnd.isAfter(facts.at())) {
            words.put("availableAgain", "about " + times.timeOn(expectedEnd, start));
        }
        words.put("overrun", facts.isOverrun());
        words.put("asBefore", facts.asBefore());
        words.put("lost", facts.lost());
        words.put("endToldBefore", times.timeOn(facts.endToldBefore(), start));
        words.put("newEnd", facts.newEnd().map(end -> times.timeOn(end, start)).orElse("not known yet"));
        words.put("earlier", "another date");
        facts.movedFrom().ifPresent(dates -> {
            String old = times.date(dates.startsAt()) + ", " + times.span(dates.startsAt(), dates.endsAt());
            words.put("oldDate", old);
            words.put("earlier", old);
        });
        String reason = facts.reason();
        if (reason != null) {
            words.put("reason", reason);
        }
        String support = facts.support();
        if (support != null) {
            words.put("support", support);
        }
        return Map.copyOf(words);
    }
}
