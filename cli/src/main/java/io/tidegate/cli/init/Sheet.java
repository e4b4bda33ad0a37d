package io.tidegate.cli.init;

import io.tidegate.contracts.json.Json;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The answers so far, and defaults for the rest: at any time all that a plan needs. Answers are kept as typed. */
final class Sheet {
    /** An answer that says that there is none. */
    static final String NONE = "-";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 ./@_-]*");
    private static final int WEEKS_AHEAD = 3;

    /** Somebody in a role. */
    static final class Person {
        String role;
        String id;
        String name;
        String backup = NONE;
        String email = NONE;

        Person(String role, String id, String name) {
            this.role = role;
            this.id = id;
            this.name = name;
        }
    }

    /** People who are told together. */
    static final class Audience {
        String name;
        String zone;
        String email;
        String whatsapp = NONE;

        Audience(String name, String zone, String email) {
            this.name = name;
            this.zone = zone;
            this.email = email;
        }
    }

    String name;
    String title;
    String summary = "Say here in one sentence what changes for the people who use the application.";
    String target = "main";
    String channel = "#migration";
    String support = NONE;
    String zone;
    String start;
    String length = "60m";
    String downtime = "30m";
    String driver = "flyway";
    String migrations;
    /** Of {@code undo}, {@code safety-copy} and {@code backup}, separated by commas. */
    String rungs = "safety-copy, backup";

    String attestedBy;
    final List<Person> people = new ArrayList<>();
    final List<Audience> audiences = new ArrayList<>();

    Sheet(String name, Clock clock) {
        this.name = name;
        title = titleOf(name);
        migrations = name;
        zone = zoneOf(clock.getZone());
        LocalDate day = LocalDate.now(clock).plusWeeks(WEEKS_AHEAD).with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
        start = day + "T05:00";
        people.add(new Person("migration-lead", "U0LEAD", "Migration lead"));
        people.add(new Person("product-owner", "U0OWNER", "Product owner"));
        attestedBy = "product-owner";
        audiences.add(new Audience("users", zone, "users@example.org"));
    }

    static String titleOf(String name) {
        String words = name.replace('-', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A fixed distance from UTC is no zone of a plan, which must know when clocks change. */
    private static String zoneOf(ZoneId zone) {
        return ZoneId.getAvailableZoneIds().contains(zone.getId())
                        && zone.getId().contains("/")
                ? zone.getId()
                : "UTC";
    }

    /** What the template is filled with; every text is a YAML scalar already. */
    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("name", scalar(name));
        model.put("title", scalar(title));
        model.put("summary", scalar(summary));
        model.put("target", scalar(target));
        model.put("channel", scalar(channel));
        optional(model, "support", support);
        model.put("zone", scalar(zone));
        model.put("start", scalar(start));
        model.put("length", scalar(length));
        model.put("downtime", scalar(downtime));
        model.put("driver", scalar(driver));
        model.put("migrations", scalar(migrations));
        model.put("attestedBy", scalar(attestedBy));
        model.put("people", people.stream().map(Sheet::person).toList());
        model.put(
                "approvals",
                list(people.stream().limit(2).map(person -> person.role).toList()));
        model.put("lead", scalar(people.get(0).role));
        model.put("owner", scalar(people.get(1).role));
        model.put(
                "everybody",
                list(people.stream().map(person -> person.role).distinct().toList()));
        model.put("audiences", audiences.stream().map(Sheet::audience).toList());
        model.put(
                "names", list(audiences.stream().map(audience -> audience.name).toList()));
        boolean mail = audiences.stream().anyMatch(audience -> !audience.email.equals(NONE));
        boolean phones = audiences.stream().anyMatch(audience -> !audience.whatsapp.equals(NONE));
        model.put("channels", (mail ? "email, " : "") + (phones ? "whatsapp, " : ""));
        rungs(model);
        return model;
    }

    /** In the order in which they are tried, whatever the order in which they were named: the quickest first. */
    private void rungs(Map<String, Object> model) {
        String before = "";
        for (String rung : List.of("undo", "safety-copy", "backup")) {
            boolean chosen = rungNames().contains(rung);
            String step =
                    switch (rung) {
                        case "undo" -> "undo";
                        case "safety-copy" -> "swap-back";
                        default -> "restore-backup";
                    };
            if (chosen) {
                model.put(step, Map.of("instead", before.isEmpty() ? "" : " if-failed: " + before + ","));
                before = step;
            }
        }
        model.put("safetyCopy", rungNames().contains("safety-copy"));
    }

    /** The rungs that were named, whether or not they exist. */
    TreeSet<String> rungNames() {
        return new TreeSet<>(split(rungs));
    }

    private static Map<String, Object> person(Person person) {
        Map<String, Object> model = new HashMap<>();
        model.put("role", scalar(person.role));
        model.put("person", scalar(person.id));
        model.put("name", scalar(person.name));
        optional(model, "backup", person.backup);
        optional(model, "email", person.email);
        return model;
    }

    private static Map<String, Object> audience(Audience audience) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", scalar(audience.name));
        model.put("zone", scalar(audience.zone));
        if (!audience.email.equals(NONE)) {
            model.put("email", list(split(audience.email)));
        }
        if (!audience.whatsapp.equals(NONE)) {
            model.put("whatsapp", list(split(audience.whatsapp)));
        }
        return model;
    }

    private static void optional(Map<String, Object> model, String key, String value) {
        if (!value.equals(NONE)) {
            model.put(key, scalar(value));
        }
    }

    private static List<String> split(String list) {
        return Pattern.compile("[,\\s]+")
                .splitAsStream(list.strip())
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String list(List<String> items) {
        return "[" + String.join(", ", items.stream().map(Sheet::scalar).toList()) + "]";
    }

    /** As it is where YAML reads it back so, else quoted: a JSON string is a YAML scalar. */
    private static String scalar(String text) {
        boolean plain =
                PLAIN.matcher(text).matches() || text.matches("\\d{1,5}[smhd]|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}");
        return plain && !text.endsWith(" ") ? text : Json.write(text);
    }
}
