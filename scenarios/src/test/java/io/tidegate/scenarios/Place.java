package io.tidegate.scenarios;

import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.Person;
import io.tidegate.scenarios.rig.PlanFile;
import io.tidegate.scenarios.rig.Scenario;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** Where and when a window of the scenarios is: on a Tuesday at five in the morning, whatever the clocks do before it. */
enum Place {
    JAKARTA("Asia/Jakarta", "2026-12-01"),
    /** Summer time ends on 25 October, in the fortnight of the notices. */
    BERLIN("Europe/Berlin", "2026-10-27"),
    /** Summer time begins on 28 March. */
    BERLIN_IN_SPRING("Europe/Berlin", "2027-03-30"),
    /** Summer time ends on 1 November. */
    NEW_YORK("America/New_York", "2026-11-03");

    private final ZoneId zone;
    private final LocalDate day;

    Place(String zone, String day) {
        this.zone = ZoneId.of(zone);
        this.day = LocalDate.parse(day);
    }

    /** The window is scheduled fifteen days before it. */
    Scenario scheduled(Kafka kafka, Postgres postgres) {
        PlanFile plan = PlanFile.named("maintenance-window");
        PlanFile there = this == JAKARTA ? plan : plan.in(zone);
        Scenario it = Scenario.begins(day.minusDays(15) + "T09:00", there, kafka, postgres);
        it.types(Person.RATNA, "/migration schedule maintenance-window " + at("05:00") + " " + zone);
        return it;
    }

    /** A time on the window's day, as people there read it. */
    String at(String clock) {
        return day + "T" + clock;
    }

    /** What calendars say there of a window between these times. */
    String confirmed(String from, String to) {
        return "CONFIRMED " + at(from) + " to " + at(to);
    }

    String golden(String scenario) {
        return scenario + "-in-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }
}
