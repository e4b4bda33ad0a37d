package io.tidegate.scenarios.rig;

import static java.util.stream.Collectors.joining;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.local.mailbox.Mail;
import io.tidegate.local.whatsapp.Sent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What arrived, in words: for each audience mails and messages by its own clock, then the page and the channel. */
final class Arrivals {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Plan plan;
    private final Services services;
    private final Spoken spoken;
    private final Page page;

    Arrivals(Plan plan, Services services, Spoken spoken, Page page) {
        this.plan = plan;
        this.services = services;
        this.spoken = spoken;
        this.page = page;
    }

    String told() {
        return Stream.of(plan.audiences().stream().map(this::audience), Stream.of(history()), Stream.of(channel()))
                .flatMap(parts -> parts)
                .collect(joining("\n"));
    }

    /** One line for what all, or some, of an audience got at one moment. */
    private String audience(Plan.Audience audience) {
        Map<Got, Integer> copies = new TreeMap<>();
        services.mailbox().mails().stream()
                .filter(mail -> audience.email().containsAll(mail.recipients()))
                .forEach(mail -> copies.merge(got(mail, audience.zone()), 1, Integer::sum));
        List<String> phones = audience.whatsapp().stream().map(Arrivals::digits).toList();
        services.phones().sent().stream()
                .filter(sent -> phones.contains(digits(sent.to())))
                .forEach(sent -> copies.merge(got(sent), 1, Integer::sum));
        return audience.name() + " (" + audience.zone() + ")\n"
                + copies.entrySet().stream()
                        .map(got -> "  " + time(got.getKey().at(), audience.zone()) + " · "
                                + got.getKey().by() + " to " + got.getValue() + " of "
                                + (got.getKey().by().equals("mail") ? audience.email() : audience.whatsapp()).size()
                                + ": " + got.getKey().text() + "\n")
                        .collect(joining());
    }

    private record Got(Instant at, String by, String text) implements Comparable<Got> {
        @Override
        public int compareTo(Got other) {
            int byTime = at.compareTo(other.at);
            int byMedium = by.compareTo(other.by);
            return byTime != 0 ? byTime : byMedium != 0 ? byMedium : text.compareTo(other.text);
        }
    }

    private static Got got(Mail mail, ZoneId zone) {
        String plain = mail.parts().getFirst().text();
        String calendar = CalendarEntry.in(mail)
                .map(entry -> "\n    calendar: " + entry.method() + " " + entry.status() + " " + entry.sequence() + ", "
                        + time(entry.start(), zone) + " to "
                        + CLOCK.format(entry.end().atZone(zone)) + ", "
                        + entry.uid())
                .orElse("");
        return new Got(mail.receivedAt(), "mail", mail.subject() + facts(plain) + calendar);
    }

    /** The lines that carry times and figures are indented. */
    private static String facts(String plain) {
        String facts = plain.lines()
                .filter(line -> line.startsWith("  ") && !line.isBlank())
                .map(line -> line.strip().replaceAll(":\\s+", ": "))
                .collect(joining(" · "));
        return facts.isEmpty() ? "" : "\n    " + facts;
    }

    private static Got got(Sent sent) {
        return new Got(
                sent.at(),
                "WhatsApp",
                sent.template() + "\n    " + sent.text().lines().collect(joining(" · ")));
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }

    private String history() {
        ZoneId zone = plan.window().zone();
        return "status page (" + zone + ")\n"
                + page.history().stream()
                        .map(entry ->
                                "  " + time(entry.at(), zone) + " · " + entry.title() + facts(entry.text()) + "\n")
                        .collect(joining())
                + "  now " + page.now() + "\n";
    }

    private String channel() {
        return "channel (" + plan.window().zone() + ")\n"
                + spoken.inChannel().stream()
                        .map(line -> "  "
                                + TO_THE_SECOND.format(
                                        line.at().atZone(plan.window().zone())) + " · " + line.text() + "\n")
                        .collect(joining());
    }

    private static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }
}
