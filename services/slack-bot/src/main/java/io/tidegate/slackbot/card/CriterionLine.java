package io.tidegate.slackbot.card;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One criterion: is it met, what was found, how old that is, who vouches for it, who lets the window go without it. */
final class CriterionLine {
    private static final int TITLE = 200;
    private static final int REASON = 300;
    /** An em space, which no renderer swallows. */
    private static final String INDENT = "\u2003";

    private static final int FACTS = 600;
    private static final int MOST_FACTS = 8;
    /** Of facts without a bound: they are found and measured against nothing. */
    private static final int MOST_UNBOUND = 4;

    private final Window window;
    private final Instant now;
    private final ZoneId zone;

    CriterionLine(Window window, Instant now) {
        this.window = window;
        this.now = now;
        this.zone = window.plan().window().zone();
    }

    String of(Plan.Criterion criterion) {
        Window.Overridden overridden = window.overrides().get(criterion.id());
        boolean met = window.isMet(criterion);
        String title = Mrkdwn.bold(Mrkdwn.atMost(TITLE, criterion.title()));
        if (overridden != null) {
            return "⚠️ " + title + " · *overridden* by "
                    + Mrkdwn.person(overridden.by().id()) + " ("
                    + Mrkdwn.escape(overridden.role()) + "), " + Mrkdwn.clock(overridden.at(), zone) + ", because "
                    + Mrkdwn.escape(Mrkdwn.atMost(REASON, overridden.reason()))
                    + (criterion.attestedBy() == null ? found(criterion) : "");
        }
        return (met ? "✓ " : hasFailed(criterion) ? "✗ " : "○ ")
                + title
                + found(criterion)
                + (met ? "" : override(criterion));
    }

    private String found(Plan.Criterion criterion) {
        String step = criterion.step();
        String notice = criterion.notice();
        String role = criterion.attestedBy();
        Plan.Known known = criterion.state();
        if (step != null) {
            return window.step(step).map(state -> measured(criterion, state)).orElse("");
        }
        if (notice != null) {
            return delivered(notice);
        }
        if (role != null) {
            return attested(criterion, role);
        }
        return known == null ? "" : known(known);
    }

    private String measured(Plan.Criterion criterion, StepState step) {
        return switch (step.progress()) {
            case WAITING -> step.attempt() > 0 ? " · is measured anew" : " · is measured when the decision opens";
            case REQUESTED, RUNNING -> " · is being measured" + doing(step);
            case FAILED -> " · " + age(step) + reason(step) + facts(step);
            case DONE -> " · " + age(step) + counts(criterion) + facts(step);
            case SKIPPED -> " · left out: " + reason(step);
        };
    }

    private static String doing(StepState step) {
        String doing = step.doing();
        return (step.percent() == null ? "" : ", " + step.percent() + " %")
                + (doing == null ? "" : ": " + Mrkdwn.escape(Mrkdwn.atMost(100, doing)));
    }

    private String age(StepState step) {
        Instant ended = step.endedAt();
        if (ended == null) {
            return "measured";
        }
        Duration age = Duration.between(ended, now);
        return "measured at " + Mrkdwn.clock(ended, zone) + (age.isPositive() ? ", " + ago(age) : "");
    }

    private static String ago(Duration age) {
        return age.compareTo(Duration.ofMinutes(2)) < 0
                ? StatusLine.took(age.toMillis()) + " ago"
                : age.compareTo(Duration.ofHours(2)) < 0
                        ? age.toMinutes() + " min ago"
                        : age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h ago" : age.toDays() + " d ago";
    }

    private static String counts(Plan.Criterion criterion) {
        Duration maxAge = criterion.maxAge();
        return maxAge == null ? "" : " (counts for " + Durations.words(maxAge) + ")";
    }

    private static String reason(StepState step) {
        String doing = step.doing();
        String why = Mrkdwn.escape(Mrkdwn.atMost(REASON, Objects.requireNonNullElse(doing, "no reason given")));
        return step.progress() == StepState.Progress.FAILED ? ", *failed*: " + why : why;
    }

    /** Those that are held against a bound; where there is none, the first of what was found. */
    private static String facts(StepState step) {
        List<Fact> bound = step.evidence().stream()
                .filter(fact -> fact.bound() != null)
                .limit(MOST_FACTS)
                .toList();
        List<Fact> shown =
                bound.isEmpty() ? step.evidence().stream().limit(MOST_UNBOUND).toList() : bound;
        return shown.isEmpty()
                ? ""
                : "\n" + INDENT
                        + Mrkdwn.atMost(
                                FACTS, shown.stream().map(CriterionLine::fact).collect(Collectors.joining(" · ")));
    }

    private static String fact(Fact fact) {
        String unit = fact.unit();
        Double number = fact.number();
        String value = unit == null || number == null ? fact.text() : quantity(number, unit, fact.text());
        String name = fact.name().replace('-', ' ');
        return Mrkdwn.escape(name + " " + Mrkdwn.atMost(80, value)
                + (fact.bound() == null
                        ? ""
                        : " (" + Mrkdwn.atMost(80, fact.bound().replace(" percent", " %")) + ")"));
    }

    /** The fact's name says what is counted, so that only units of measurement stay. */
    private static String quantity(double number, String unit, String text) {
        return switch (unit) {
            case "ms" -> number < 1_000 ? text : StatusLine.took((long) number);
            case "percent" -> text.replace(" percent", " %");
            case "bytes" -> bytes(number);
            case String counted ->
                number == Math.rint(number) ? String.format(Locale.ROOT, "%,d", (long) number) : text;
        };
    }

    private static String bytes(double number) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        double value = number;
        while (value >= 1_000 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }

    private String delivered(String notice) {
        Window.NoticeState state = window.notices().get(notice);
        if (state == null) {
            return "";
        }
        return switch (state.progress()) {
            case WAITING -> " · notice " + Mrkdwn.code(notice) + " is not due yet";
            case SKIPPED ->
                window.isToldByNewDate(notice)
                        ? " · told with the new date"
                        : " · notice " + Mrkdwn.code(notice) + " was left out: "
                                + Mrkdwn.escape(String.valueOf(state.skippedBecause()));
            case REQUESTED ->
                " · notice " + Mrkdwn.code(notice) + ", " + requested(state) + "\n" + INDENT + deliveries(state);
        };
    }

    private String requested(Window.NoticeState state) {
        Instant at = state.requestedAt();
        return at == null ? "at an unknown time" : Mrkdwn.plainMoment(at, zone);
    }

    private static String deliveries(Window.NoticeState state) {
        return state.deliveries().isEmpty()
                ? "nothing delivered yet"
                : Mrkdwn.atMost(
                        FACTS,
                        state.deliveries().entrySet().stream()
                                .map(CriterionLine::delivery)
                                .collect(Collectors.joining(" · ")));
    }

    private static String delivery(Map.Entry<String, Window.Delivery> entry) {
        Window.Delivery delivery = entry.getValue();
        int all = delivery.sent() + delivery.failed() + delivery.uncertain();
        return Mrkdwn.escape(entry.getKey().replace("/", " by ")) + " " + delivery.sent() + " of " + all
                + (delivery.isClean() ? "" : " ⚠️");
    }

    private String attested(Plan.Criterion criterion, String role) {
        Window.Attestation attested = window.attestations().get(criterion.id());
        return attested == null
                ? " · to be attested by " + Mrkdwn.escape(role) + ", " + Mrkdwn.code(criterion.id())
                : " · attested by " + Mrkdwn.person(attested.by().id()) + " (" + Mrkdwn.escape(attested.role()) + "), "
                        + Mrkdwn.clock(attested.at(), zone);
    }

    private String known(Plan.Known known) {
        return switch (known) {
            case TEAM_AVAILABLE -> team();
            case AGENT_HEARD -> agent();
        };
    }

    private String agent() {
        Instant silent = window.silentSince();
        String agent = " · the db-agent of " + Mrkdwn.code(window.plan().target());
        if (silent != null) {
            return agent + " has not been heard since " + Mrkdwn.clock(silent, zone);
        }
        return window.status().isOpen() ? agent + " is heard" : agent + " is looked for when the decision opens";
    }

    private String team() {
        if (window.availability().isEmpty()) {
            return " · nobody has been asked yet";
        }
        long there = window.availability().values().stream()
                .filter(Window.Asked::isThere)
                .count();
        List<String> people = new ArrayList<>();
        window.availability().forEach((role, asked) -> people.add(person(role, asked)));
        return " · " + there + " of " + people.size() + " will be there\n" + INDENT
                + Mrkdwn.atMost(FACTS, String.join(" · ", people));
    }

    private String person(String role, Window.Asked asked) {
        boolean standsIn = window.plan().team().stream()
                .noneMatch(
                        member -> member.role().equals(role) && member.person().equals(asked.person()));
        String who = Mrkdwn.person(asked.person()) + " (" + Mrkdwn.escape(role) + (standsIn ? ", stands in" : "") + ")";
        Boolean available = asked.available();
        if (available == null) {
            return "○ " + who + " asked at " + Mrkdwn.clock(asked.at(), zone);
        }
        return available ? "✓ " + who : "✗ " + who + " cannot: " + Mrkdwn.escape(reason(asked.reason()));
    }

    private static String reason(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "no reason given" : Mrkdwn.atMost(100, reason);
    }

    private static String override(Plan.Criterion criterion) {
        String role = criterion.override();
        return role == null
                ? ""
                : "\n" + INDENT + Mrkdwn.escape(role) + " may let it go without: "
                        + Mrkdwn.code("/migration override " + criterion.id() + " <reason>");
    }

    private boolean hasFailed(Plan.Criterion criterion) {
        String stepId = criterion.step();
        return stepId != null
                && window.step(stepId)
                        .filter(step -> step.progress() == StepState.Progress.FAILED)
                        .isPresent();
    }
}
