package io.tidegate.notifier.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the page's template shows: words and times, nothing left to decide. */
record PageView(
        String name,
        String url,
        Hero hero,
        List<Component> components,
        List<Card> open,
        List<Card> upcoming,
        List<Card> past,
        List<String> support,
        String revision) {

    /** @param about which maintenance, empty for none */
    record Hero(
            String tone,
            String title,
            String text,
            String about,
            List<Mark> marks,
            String label,
            @Nullable Time from,
            @Nullable Time until) {}

    record Mark(String name, String progress, boolean now, boolean done) {}

    record Component(String name, String tone, String words) {}

    record Card(
            String id,
            String title,
            String summary,
            String tone,
            String words,
            String label,
            Time from,
            @Nullable Time until,
            String downtime,
            List<Line> updates) {}

    /** @param overtaken a sentence where it has come otherwise; else empty */
    record Line(String tone, String words, Time at, List<String> paragraphs, String overtaken) {}

    /**
     * @param iso for the script, which writes the reader's local time
     * @param text for readers without it: in the plan's zone, which it names
     * @param form {@code day-time} or {@code time}
     */
    record Time(String iso, String text, String form) {
        private static final DateTimeFormatter DAY_TIME = format("EEE d MMM yyyy, HH:mm z");
        private static final DateTimeFormatter TIME = format("HH:mm z");

        private static DateTimeFormatter format(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        }

        static Time dayTime(Instant time, ZoneId zone) {
            return new Time(time.toString(), DAY_TIME.format(time.atZone(zone)), "day-time");
        }

        static Time time(Instant time, ZoneId zone) {
            return new Time(time.toString(), TIME.format(time.atZone(zone)), "time");
        }
    }

    static PageView of(PublicState state, PageSettings settings, String revision) {
        return new PageView(
                settings.name(),
                settings.url(),
                hero(Headline.of(state)),
                state.components().stream()
                        .map(component -> component(component, state, settings))
                        .toList(),
                state.open().stream().map(PageView::card).toList(),
                state.upcoming().stream().map(PageView::card).toList(),
                state.past().stream().map(PageView::card).toList(),
                state.all()
                        .map(Maintenance::support)
                        .filter(support -> support != null && !support.isBlank())
                        .distinct()
                        .sorted()
                        .toList(),
                revision);
    }

    private static Hero hero(Headline headline) {
        Maintenance about = headline.about();
        String tone = headline.tone().label();
        if (about == null) {
            return new Hero(tone, headline.title(), headline.text(), "", List.of(), "", null, null);
        }
        Time from = null;
        Time until = null;
        String label = "";
        switch (about.standing()) {
            case SCHEDULED -> {
                label = "Next maintenance";
                from = Time.dayTime(about.startsAt(), about.zone());
                until = end(about.startsAt(), about.endsAt(), about.zone());
            }
            case IN_PROGRESS, DELAYED, UNDOING -> {
                label = "Planned end";
                from = Time.dayTime(about.endsAt(), about.zone());
            }
            case WATCHED -> {
                label = "Watched until";
                Instant watched = about.watchUntil() == null ? about.endsAt() : about.watchUntil();
                from = Time.dayTime(watched, about.zone());
            }
            case COMPLETED, ROLLED_BACK, POSTPONED, CANCELLED -> {
                label = about.standing().words();
                from = Time.dayTime(about.endedAt() == null ? about.changedAt() : about.endedAt(), about.zone());
            }
        }
        return new Hero(tone, headline.title(), headline.text(), about.title(), marks(about), label, from, until);
    }

    private static List<Mark> marks(Maintenance about) {
        return about.phases().stream()
                .map(mark -> new Mark(
                        mark.name(),
                        mark.progress().label(),
                        mark.progress() == PhaseMark.Progress.NOW,
                        mark.progress() == PhaseMark.Progress.DONE))
                .toList();
    }

    private static Component component(Maintenance of, PublicState state, PageSettings settings) {
        List<Maintenance> open = state.open().stream()
                .filter(maintenance -> maintenance.component().equals(of.component()))
                .toList();
        String name = settings.component(of);
        if (open.stream().anyMatch(Maintenance::isClosed)) {
            return new Component(name, Standing.Tone.WORK.label(), "Under maintenance");
        }
        return open.isEmpty()
                ? new Component(name, Standing.Tone.GOOD.label(), "Operational")
                : new Component(name, Standing.Tone.GOOD.label(), "Operational, being watched");
    }

    private static Card card(Maintenance maintenance) {
        ZoneId zone = maintenance.zone();
        Instant opened = maintenance.openedAt();
        Instant ended = maintenance.endedAt();
        boolean wasOpen = maintenance.standing().isOver() && opened != null && ended != null;
        Instant from = wasOpen ? Objects.requireNonNull(opened) : maintenance.startsAt();
        Instant until = wasOpen ? Objects.requireNonNull(ended) : maintenance.endsAt();
        return new Card(
                maintenance.id(),
                maintenance.title(),
                maintenance.summary(),
                maintenance.standing().tone().label(),
                maintenance.standing().words(),
                wasOpen ? "Took place" : maintenance.standing().isOver() ? "Was planned for" : "Planned for",
                Time.dayTime(from, zone),
                end(from, until, zone),
                maintenance.standing() == Standing.SCHEDULED ? minutes(maintenance.downtime()) : "",
                maintenance.updates().stream().map(update -> line(update, zone)).toList());
    }

    private static Line line(Update update, ZoneId zone) {
        return new Line(
                update.standing().tone().label(),
                update.standing().words(),
                Time.dayTime(update.at(), zone),
                Arrays.stream(update.body().strip().split("\\R\\s*\\R")).toList(),
                update.overtaken().words());
    }

    /** Without its day where that is the start's. */
    private static Time end(Instant from, Instant until, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(from, zone);
        return day.equals(LocalDate.ofInstant(until, zone)) ? Time.time(until, zone) : Time.dayTime(until, zone);
    }

    private static String minutes(Duration duration) {
        long hours = duration.toHours();
        int minutes = duration.toMinutesPart();
        List<String> parts = new ArrayList<>();
        if (hours > 0) {
            parts.add(hours + (hours == 1 ? " hour" : " hours"));
        }
        if (minutes > 0) {
            parts.add(minutes + (minutes == 1 ? " minute" : " minutes"));
        }
        return parts.isEmpty() ? "less than a minute" : String.join(" ", parts);
    }
}
