package io.tidegate.scenarios.rig;

import static java.util.stream.Collectors.joining;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.local.mailbox.Mail;
import io.tidegate.local.whatsapp.Sent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What arrived, in words: for each audience mails and messages by its own clock, then the page and the channel. */
final class Arrivals {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Plan plan;
    private final Services services;
    private final Spoken spoken;
    private final Page page;
    /** What a mail says besides its facts is told once, however many get it. */
    private final Set<String> said = new HashSet<>();

    Arrivals(Plan plan, Services services, Spoken spoken, Page page) {
        this.plan = plan;
        this.services = services;
        this.spoken = spoken;
        this.page = page;
    }

    String told() {
        Stream<String> called =
                members().map(this::audience).filter(told -> told.lines().count() > 1);
        return Stream.of(
                        plan.audiences().stream().map(this::audience),
                        called,
                        Stream.of(history()),
                        Stream.of(channel()))
                .flatMap(parts -> parts)
                .collect(joining("\n"));
    }

    /** Those of the team who can be called. */
    private Stream<Plan.Audience> members() {
        return plan.team().stream()
                .map(member -> new Plan.Audience(
                        member.name() + ", " + member.role(),
                        plan.window().zone(),
                        Stream.ofNullable(member.email()).toList(),
                        Stream.ofNullable(member.whatsapp()).toList()));
    }

    /** Who got the same thing twice on one day, and what. */
    List<String> twice() {
        Map<String, Integer> copies = new TreeMap<>();
        services.mailbox().mails().forEach(mail -> mail.recipients()
                .forEach(recipient -> copies.merge(
                        day(mail.receivedAt()) + " " + recipient + ": " + mail.subject(), 1, Integer::sum)));
        services.phones()
                .sent()
                .forEach(sent -> copies.merge(
                        day(sent.at()) + " " + sent.to() + ": " + sent.template() + " " + sent.text(),
                        1,
                        Integer::sum));
        return copies.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, plan.window().zone());
    }

    /** Subjects of mails and names of templates that reached stakeholders from then on, each once. */
    List<String> toldSince(Instant time) {
        List<String> everybody = plan.audiences().stream()
                .flatMap(audience -> Stream.concat(
                        audience.email().stream(), audience.whatsapp().stream().map(Arrivals::digits)))
                .toList();
        return Stream.concat(
                        services.mailbox().mails().stream()
                                .filter(mail -> !mail.receivedAt().isBefore(time))
                                .filter(mail -> everybody.containsAll(mail.recipients()))
                                .map(Mail::subject),
                        services.phones().sent().stream()
                                .filter(sent -> !sent.at().isBefore(time))
                                .filter(sent -> everybody.contains(digits(sent.to())))
                                .map(Sent::template))
                .distinct()
                .sorted()
                .toList();
    }

    /** The newest calendar entry that an audience has. */
    CalendarEntry calendarOf(Plan.Audience audience) {
        return services.mailbox().mails().stream()
                .filter(mail -> audience.email().containsAll(mail.recipients()))
                .filter(mail -> CalendarEntry.in(mail).isPresent())
                .max(Comparator.comparing(Mail::receivedAt))
                .flatMap(CalendarEntry::in)
                .orElseThrow();
    }

    /** One line for what all, or some, of an audience got at one moment. */
    private String audience(Plan.Audience audience) {
        Map<Got, Integer> copies = new TreeMap<>();
        services.mailbox().mails().stream()
                .filter(mail -> audience.email().containsAll(mail.recipients()))
                .sorted(Comparator.comparing(Mail::receivedAt))
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
                                + ": " + got.getKey().text() + proseOf(got.getKey()) + "\n")
                        .collect(joining());
    }

    private String proseOf(Got got) {
        return got.prose().isEmpty() || !said.add(got.prose())
                ? ""
                : "\n" + got.prose().indent(4).stripTrailing();
    }

    /** The lines that carry no facts. */
    private static String prose(String plain) {
        return plain.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("  "))
                .map(line -> line.strip().replaceAll("/unsubscribe/\\S+", "/unsubscribe/<token>"))
                .collect(joining("\n"));
    }

    private record Got(Instant at, String by, String text, String prose) implements Comparable<Got> {
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
        return new Got(mail.receivedAt(), "mail", mail.subject() + facts(plain) + calendar, prose(plain));
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
                sent.template() + "\n    " + sent.text().lines().collect(joining(" · ")),
                "");
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

    /** The windows of a wave may speak at one moment, in no order: they are told apart to the minute, target after target. */
    private String channel() {
        boolean wave = plan.waves() != null;
        Comparator<Spoken.Line> order = wave
                ? Comparator.<Spoken.Line, Instant>comparing(line -> line.at().truncatedTo(ChronoUnit.MINUTES))
                        .thenComparing(Spoken.Line::card)
                : Comparator.comparing(line -> Instant.EPOCH);
        DateTimeFormatter clock = wave ? TO_THE_MINUTE : TO_THE_SECOND;
        return "channel (" + plan.window().zone() + ")\n"
                + spoken.inChannel().stream()
                        .sorted(order)
                        .map(line -> "  "
                                + clock.format(line.at().atZone(plan.window().zone())) + " · " + line.text() + "\n")
                        .collect(joining());
    }

    private static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }
}
