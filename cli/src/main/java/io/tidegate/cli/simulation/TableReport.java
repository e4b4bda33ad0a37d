package io.tidegate.cli.simulation;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanPlaces;
import io.tidegate.contracts.plan.PlanWarning;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.notifier.notice.LocalTimes;
import io.tidegate.notifier.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** A simulation as a table for a terminal, a line for whatever happens and the words of every notice under it. */
final class TableReport {
    private static final int TIME = 10;
    /** Where clocks change, a time has the name of its zone. */
    private static final int ZONED_TIME = 15;

    private static final int KIND = 10;
    private static final int TEXT = 92;
    private static final int INDENT = 2;

    private final Simulation simulation;
    private final Times times;
    private final Ansi ansi;
    private final int timeWidth;
    private final StringBuilder report = new StringBuilder();
    private TextTable table;
    /** The notice whose words were printed last. */
    private Happening.@Nullable Notice said;

    private TableReport(Simulation simulation, Ansi ansi) {
        this.simulation = simulation;
        this.ansi = ansi;
        times = new Times(simulation);
        timeWidth = simulation.happenings().stream()
                        .anyMatch(happening -> times.clock(happening.at()).length() > TIME)
                ? ZONED_TIME
                : TIME;
        table = newTable();
    }

    /** @param places where the plan's values stand, for warnings */
    static String of(Simulation simulation, PlanPlaces places, Ansi ansi) {
        TableReport of = new TableReport(simulation, ansi);
        of.head();
        of.days();
        of.end(places);
        return of.report.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private void head() {
        LocalTimes local = new LocalTimes(simulation.zone());
        line("bold", simulation.title());
        line("", simulation.summary());
        line(
                "",
                local.date(simulation.start()) + ", " + local.span(simulation.start(), simulation.end()) + " ("
                        + simulation.zone() + ")");
        simulation.made().forEach(made -> line("yellow", "Played so that: " + made));
    }

    private void days() {
        String day = "";
        for (Happening happening : simulation.happenings()) {
            String today = times.day(happening.at());
            if (!today.equals(day)) {
                flush();
                report.append('\n');
                line("bold", times.offset(happening.at()) + "  " + today);
                day = today;
            }
            row(happening);
        }
        flush();
    }

    private void row(Happening happening) {
        switch (happening) {
            case Happening.Turn turn -> row(turn, "", style(turn.mark()), turn.text());
            case Happening.Notice notice -> notice(notice);
            case Happening.Prompt prompt ->
                row(
                        prompt,
                        "asks",
                        "yellow",
                        prompt.role() + " (" + String.join("; ", prompt.people()) + "): " + prompt.what() + " ["
                                + String.join(", ", prompt.choices()) + "]"
                                + (prompt.by() == null ? "" : " By " + times.clock(prompt.by()) + "."));
            case Happening.Answer answer -> row(answer, "answers", "", answer.person() + " " + answer.what());
            case Happening.Call call -> row(call, "level " + call.level(), "red", call.words());
            case Happening.Step step ->
                row(
                        step,
                        step.phase().label(),
                        step.outcome().isEmpty() ? "" : "red",
                        step.title() + ": " + Times.took(step.took()) + ", "
                                + step.source().words() + (step.outcome().isEmpty() ? "" : "; " + step.outcome()));
            case Happening.Status status -> {
                row(status, "status", "faint", cadence(status, times));
                more(1, "\"" + status.first() + "\"");
            }
        }
    }

    /** {@code A status line every 5 minutes, 14 times, until 05:15:00. The first: …}. */
    static String cadence(Happening.Status status, Times times) {
        String every = LocalTimes.duration(status.every());
        return status.count() == 1
                ? "A status line, " + every + " after the last word."
                : "A status line every " + every + ", " + status.count() + " times, until " + times.clock(status.last())
                        + ".";
    }

    private void notice(Happening.Notice notice) {
        row(
                notice,
                "notice",
                "cyan",
                Texts.label(notice.template()) + " to " + notice.audience() + ", " + notice.local()
                        + (notice.night() ? ", at night" : ""));
        Happening.Notice before = said;
        boolean repeats = before != null && before.repeats(notice);
        for (Happening.Text text : notice.texts()) {
            String to = text.addresses() == 0
                    ? ""
                    : " (" + text.addresses() + " address" + (text.addresses() == 1 ? "" : "es") + ")";
            String words = repeats ? "" : text.subject() == null ? "" : ": " + text.subject();
            more(1, text.channels().stream().map(TableReport::label).collect(Collectors.joining(", ")) + to + words);
            if (!repeats) {
                text.body().lines().forEach(line -> more(2, line));
            }
        }
        if (before != null && repeats) {
            more(1, "The same words as to " + before.audience() + ".");
        } else {
            said = notice;
        }
    }

    static String label(Plan.Medium medium) {
        return medium.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String style(Happening.Mark mark) {
        return switch (mark) {
            case GO, OPENS, APPLICATION_OPENS, COMPLETED -> "green";
            case APPLICATION_CLOSES, POINT_OF_NO_RETURN, DECISION -> "bold";
            case TROUBLE -> "red";
            case SCHEDULED, WEEK_AFTER, NOTE -> "";
        };
    }

    private void end(PlanPlaces places) {
        report.append('\n');
        Simulation.Downtime downtime = simulation.downtime();
        Duration took = downtime.took();
        String away = took != null
                ? Times.took(took)
                : downtime.closed() == null ? "none, nothing is closed" : "does not end";
        line("", "Downtime      " + away + "; announced: " + Times.announced(downtime.announced()));
        Simulation.Outlook forecast = simulation.forecast();
        if (forecast != null) {
            line(
                    "",
                    "Forecast      open again at " + times.clock(forecast.openAgain()) + ", point of no return "
                            + times.clock(forecast.pointOfNoReturn()));
        }
        for (WayBack way : simulation.ways()) {
            Duration takes = way.takes();
            line(
                    "",
                    "Way back      " + way.name() + ": "
                            + (takes == null || way.latest() == null
                                    ? "does not end without a person"
                                    : Times.took(takes) + ", begun until " + times.clock(way.latest())));
        }
        line("", "Status lines  " + simulation.statusLines());
        for (Simulation.Unsent unsent : simulation.unsent()) {
            line(
                    "",
                    "Not sent      '" + unsent.notice() + "' to " + String.join(", ", unsent.audiences()) + ": on "
                            + unsent.on());
        }
        line("", "Outcome       " + StatusLine.words(simulation.outcome()));
        warnings(places);
    }

    private void warnings(PlanPlaces places) {
        report.append('\n');
        List<PlanWarning> warnings = simulation.warnings();
        if (warnings.isEmpty()) {
            line("green", "Nothing to think about.");
            return;
        }
        line("bold", warnings.size() == 1 ? "One thing to think about" : warnings.size() + " things to think about");
        warnings.forEach(warning -> line("yellow", places.of(warning.path()) + ": " + warning.text()));
    }

    private void row(Happening happening, String kind, String style, String text) {
        table.addRowValues(plain(times.clock(happening.at())), plain(kind), styled(style, text));
    }

    /** A line under a row; what does not fit goes on under its own beginning. */
    private void more(int depth, String text) {
        flush();
        int indent = timeWidth + KIND + depth * INDENT;
        TextTable lines = TextTable.forColumns(
                Help.defaultColorScheme(ansi),
                new Column(indent, 0, Column.Overflow.TRUNCATE),
                new Column(TEXT - depth * INDENT, 0, Column.Overflow.WRAP));
        lines.addRowValues(plain(""), plain(text));
        report.append(lines);
    }

    private void flush() {
        report.append(table);
        table = newTable();
    }

    private TextTable newTable() {
        return TextTable.forColumns(
                Help.defaultColorScheme(ansi),
                new Column(timeWidth, 0, Column.Overflow.TRUNCATE),
                new Column(KIND, 0, Column.Overflow.TRUNCATE),
                new Column(TEXT, 0, Column.Overflow.WRAP));
    }

    private void line(String style, String text) {
        report.append(styled(style, text)).append('\n');
    }

    private Ansi.Text plain(String text) {
        return ansi.text(harmless(text));
    }

    private Ansi.Text styled(String style, String text) {
        return ansi.text(style.isEmpty() ? harmless(text) : "@|" + style + " " + harmless(text) + "|@");
    }

    /** Texts of people drive neither the terminal nor the marks that stand for its styles. */
    private static String harmless(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").replace("@|", "@ |").replace("|@", "| @");
    }
}
