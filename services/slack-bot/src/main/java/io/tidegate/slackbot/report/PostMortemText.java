package io.tidegate.slackbot.report;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A post-mortem, as far as the log can write it: what happened when, decisions, what failed, what it meant for users,
 * what was told to whom, and what the log cannot say, as questions for the meeting.
 */
public final class PostMortemText {
    private final String id;
    private final Window window;
    private final Chronicle chronicle;
    private final ZoneId zone;
    private final Markup markup;
    private final StringBuilder text = new StringBuilder();

    private PostMortemText(String id, Window window, Chronicle chronicle, Markup markup) {
        this.id = id;
        this.window = window;
        this.chronicle = chronicle;
        this.zone = window.plan().window().zone();
        this.markup = markup;
    }

    public static String of(String id, Window window, Chronicle chronicle, Markup markup) {
        PostMortemText text = new PostMortemText(id, window, chronicle, markup);
        text.summary();
        text.section("Impact", text.impact());
        text.section("What failed", text.failures());
        text.section("Went without", Overrides.lines(window, markup));
        text.section("What happened when", text.timeline());
        text.section("Decisions", text.decisions());
        text.section("Who was called", text.happened(Sort.CALL));
        text.section("What was told to whom", text.told());
        text.section("Questions for the meeting", text.questions());
        text.section("To be looked after", FollowUps.lines(window, markup));
        return text.text.toString().strip();
    }

    private void summary() {
        text.append(markup.title("Post-mortem", window.plan().title(), id));
        String trouble = window.trouble();
        line(Marks.of(window) + " " + markup.bold(StatusLine.words(window.status()))
                + (window.status().isFinal() ? "" : " (not ended yet)")
                + (trouble == null ? "" : ": " + markup.escape(trouble)));
        line("Planned for " + Mrkdwn.plainMoment(window.startsAt(), zone) + ", "
                + Durations.words(window.plan().window().length()) + " long; opened " + clock(window.openedAt())
                + ", ended " + clock(window.endedAt()));
    }

    private List<String> impact() {
        List<String> lines = new ArrayList<>();
        String planned = Durations.words(window.plan().window().downtime());
        lines.add(downtime()
                .map(actual -> "Downtime: " + markup.bold(StatusLine.took(actual.toMillis())) + ", planned " + planned
                        + ": " + against(actual, window.plan().window().downtime()))
                .orElseGet(() -> window.closedAt() == null
                        ? "The application was never closed: no downtime."
                        : "The application is closed since " + clock(window.closedAt()) + " and not open again yet."));
        lines.addAll(Faults.lines(window, markup));
        return lines;
    }

    private Optional<Duration> downtime() {
        Instant closed = window.closedAt();
        Instant reopened = window.reopenedAt();
        return closed == null || reopened == null ? Optional.empty() : Optional.of(Duration.between(closed, reopened));
    }

    private static String against(Duration actual, Duration planned) {
        Duration over = actual.minus(planned);
        return over.isPositive()
                ? StatusLine.took(over.toMillis()) + " longer."
                : StatusLine.took(over.negated().toMillis()) + " shorter.";
    }

    private List<String> failures() {
        return happened(Sort.TROUBLE);
    }

    private List<String> timeline() {
        List<String> lines = Days.lines(chronicle.happenings(), zone, Chronicle.Happening::at, this::happening, markup);
        return chronicle.happenings().size() < Chronicle.MOST
                ? lines
                : Stream.concat(lines.stream(), Stream.of("… what came then is in the log."))
                        .toList();
    }

    private String happening(Chronicle.Happening happening) {
        return mark(happening.sort()) + " " + markup.escape(happening.text());
    }

    private static String mark(Sort sort) {
        return switch (sort) {
            case DATE -> "🗓️";
            case DECISION -> "⚖️";
            case COURSE -> "·";
            case TROUBLE -> "⚠️";
            case CALL -> "📣";
            case AFTERMATH -> "👀";
        };
    }

    /** Those of people; what timers did in their place is in the timeline. */
    private List<String> decisions() {
        List<Chronicle.Deed> deeds = chronicle.deeds().stream()
                .filter(deed -> deed.by().kind() == Actor.Kind.PERSON)
                .toList();
        return Days.lines(deeds, zone, Chronicle.Deed::at, this::deed, markup);
    }

    private String deed(Chronicle.Deed deed) {
        String name =
                window.plan().names().getOrDefault(deed.by().id(), deed.by().label());
        return markup.escape(name + " " + deed.words());
    }

    private List<String> happened(Sort sort) {
        List<Chronicle.Happening> those = chronicle.happenings().stream()
                .filter(happening -> happening.sort() == sort)
                .toList();
        return Days.lines(those, zone, Chronicle.Happening::at, this::happening, markup);
    }

    private List<String> told() {
        List<String> lines = new ArrayList<>();
        for (Plan.Notice notice : window.plan().notices()) {
            Window.NoticeState state = window.notices().get(notice.id());
            if (state != null && state.progress() == Window.NoticeState.Progress.REQUESTED) {
                Instant at = state.requestedAt();
                lines.add((window.isDelivered(notice.id()) ? "✓ " : "⚠️ ") + markup.code(notice.id())
                        + (at == null ? "" : ", " + Mrkdwn.plainMoment(at, zone)) + " → "
                        + markup.escape(String.join(", ", notice.audiences())) + ": "
                        + (state.deliveries().isEmpty() ? "nothing delivered" : deliveries(state)));
            }
        }
        return lines;
    }

    private String deliveries(Window.NoticeState state) {
        return state.deliveries().entrySet().stream()
                .map(entry -> markup.escape(entry.getKey().replace("/", " by ")) + " "
                        + entry.getValue().sent()
                        + (entry.getValue().failed() == 0
                                ? ""
                                : ", " + entry.getValue().failed() + " failed")
                        + (entry.getValue().uncertain() == 0
                                ? ""
                                : ", " + entry.getValue().uncertain() + " in doubt"))
                .collect(Collectors.joining(" · "));
    }

    /** What the log shows and cannot explain. */
    private List<String> questions() {
        List<String> questions = new ArrayList<>();
        for (StepState step : window.steps()) {
            if (step.attempt() > 0 && step.progress() == StepState.Progress.FAILED) {
                questions.add("Why did “" + title(step) + "” fail, and why did the rehearsal not show it?");
            } else if (step.attempt() > 1) {
                questions.add("What made “" + title(step) + "” need " + step.attempt() + " attempts?");
            }
            slower(step).ifPresent(questions::add);
        }
        downtime()
                .filter(actual -> actual.compareTo(window.plan().window().downtime()) > 0)
                .ifPresent(actual -> questions.add("What made the downtime longer than planned?"));
        if (happened(Sort.CALL).stream().findAny().isPresent()) {
            questions.add("Why did nobody answer before others were called?");
        }
        window.overrides()
                .keySet()
                .forEach(id -> questions.add("Was it right to go without “" + markup.escape(titleOf(id)) + "”?"));
        if (told().stream().anyMatch(line -> line.startsWith("⚠️"))) {
            questions.add("Who was not reached by a notice, and did they come to harm?");
        }
        questions.add("What would have shown this earlier, and what changes in the plan before the next date?");
        return questions.stream().map(question -> "• " + question).toList();
    }

    private Optional<String> slower(StepState step) {
        Duration expected =
                window.plan().step(step.id()).map(Plan.Step::expected).orElse(null);
        Long took = step.durationMs();
        return expected == null || took == null || took < 2 * expected.toMillis() || took < 60_000
                ? Optional.empty()
                : Optional.of("Why did “" + title(step) + "” take " + StatusLine.took(took) + " instead of "
                        + StatusLine.took(expected.toMillis()) + "?");
    }

    private String title(StepState step) {
        return markup.escape(window.plan().step(step.id()).map(Plan.Step::title).orElse(step.id()));
    }

    private String titleOf(String criterion) {
        return window.plan().criterion(criterion).map(Plan.Criterion::title).orElse(criterion);
    }

    private String clock(@Nullable Instant time) {
        return time == null ? "never" : Mrkdwn.clock(time, zone);
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(markup.heading(title));
            lines.forEach(this::line);
        }
    }

    private void line(String line) {
        text.append(markup.line(line));
    }
}
