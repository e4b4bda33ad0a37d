package io.tidegate.cli.simulation;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.PlanWarning;
import io.tidegate.contracts.window.Status;
import io.tidegate.notifier.notice.LocalTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A simulation as one page that needs nothing else: no script, no file beside it, no network. */
final class HtmlReport {
    private final Simulation simulation;
    private final Times times;
    private final LocalTimes local;

    private HtmlReport(Simulation simulation) {
        this.simulation = simulation;
        times = new Times(simulation);
        local = new LocalTimes(simulation.zone());
    }

    static String of(Simulation simulation) {
        try {
            Template page = new Handlebars(new ClassPathTemplateLoader("/simulation", ".hbs")).compile("page");
            // Maps alone: the template reaches no method of any object.
            return page.apply(Context.newBuilder(new HtmlReport(simulation).model())
                    .resolver(MapValueResolver.INSTANCE)
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException("the page of a simulation", e);
        }
    }

    private Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("title", simulation.title());
        model.put("summary", simulation.summary());
        model.put("date", local.date(simulation.start()));
        model.put("span", local.span(simulation.start(), simulation.end()));
        model.put("zone", simulation.zone().getId());
        model.put("completes", simulation.outcome() == Status.COMPLETED);
        model.put("outcome", simulation.outcome().label().replace('-', ' '));
        model.put("made", simulation.made());
        model.put("figures", figures());
        model.put("calendar", new CalendarDrawing(simulation).model());
        model.put("window", new WindowDrawing(simulation).model());
        model.put("work", steps(Phase.CLOSE, Phase.ROLLBACK));
        model.put("prepare", steps(Phase.PREPARE, Phase.PREPARE));
        model.put("ways", simulation.ways().stream().map(this::way).toList());
        model.put("days", new DiaryDrawing(simulation).model());
        model.put(
                "warnings",
                simulation.warnings().stream().map(PlanWarning::text).toList());
        model.put("unsent", unsent());
        model.put("hash", simulation.hash());
        model.put("plan", simulation.plan());
        return model;
    }

    private List<Map<String, String>> figures() {
        Simulation.Downtime downtime = simulation.downtime();
        Duration took = downtime.took();
        Stream<Map<String, String>> away = Stream.of(figure(
                "Without the application",
                took != null ? Times.took(took) : downtime.closed() == null ? "no time" : "does not end",
                Times.announced(downtime.announced()) + " announced"));
        Stream<Map<String, String>> back = simulation.ways().stream().limit(1).flatMap(way -> {
            Duration takes = way.takes();
            Instant latest = way.latest();
            return takes == null || latest == null
                    ? Stream.of(figure("Way back", "needs a person", way.name()))
                    : Stream.of(
                            figure("Way back", Times.took(takes), way.name()),
                            figure("Point of no return", times.clock(latest), "a rollback begun by then ends in time"));
        });
        Stream<Map<String, String>> outlook = Stream.ofNullable(simulation.forecast())
                .map(forecast -> figure(
                        "Forecast",
                        times.clock(forecast.openAgain()),
                        "open again, as the channel hears at the opening"));
        List<Happening.Notice> notices = notices();
        long audiences =
                notices.stream().map(Happening.Notice::audience).distinct().count();
        Stream<Map<String, String>> told = Stream.of(figure(
                "Notices",
                Integer.toString(notices.size()),
                "to " + audiences + (audiences == 1 ? " audience" : " audiences") + ", " + simulation.statusLines()
                        + " status lines in the channel"));
        return Stream.of(away, outlook, back, told).flatMap(stream -> stream).toList();
    }

    private Map<String, Object> way(WayBack way) {
        Duration takes = way.takes();
        Instant latest = way.latest();
        return takes == null || latest == null
                ? Map.of("name", way.name(), "takes", "needs a person")
                : Map.of("name", way.name(), "takes", Times.took(takes), "latest", times.clock(latest));
    }

    private static Map<String, String> figure(String name, String value, String note) {
        return Map.of("name", name, "value", value, "note", note);
    }

    private List<Happening.Notice> notices() {
        return simulation.happenings().stream()
                .flatMap(happening -> happening instanceof Happening.Notice notice ? Stream.of(notice) : null)
                .toList();
    }

    /** Bars below each other, over the time from the first of them to the last. */
    private Map<String, Object> steps(Phase first, Phase last) {
        List<Happening.Step> steps = simulation.happenings().stream()
                .flatMap(happening -> happening instanceof Happening.Step step ? Stream.of(step) : null)
                .filter(step ->
                        step.phase().compareTo(first) >= 0 && step.phase().compareTo(last) <= 0)
                .toList();
        if (steps.isEmpty()) {
            return Map.of();
        }
        Instant end =
                steps.stream().map(Happening.Step::end).max(Instant::compareTo).orElseThrow();
        Scale scale = new Scale(steps.getFirst().at(), end);
        return Map.of(
                "count", steps.size(),
                "ticks", scale.ticks(simulation.zone()),
                "rows", steps.stream().map(step -> step(step, scale)).toList());
    }

    private Map<String, Object> step(Happening.Step step, Scale scale) {
        return Map.of(
                "clock", times.clock(step.at()),
                "title", step.title(),
                "phase", step.phase().label(),
                "left", scale.at(step.at()),
                "width", scale.width(step.at(), step.end()),
                "took", Times.took(step.took()),
                "source", step.source().words(),
                "guessed", step.source() == StepTime.Source.LIMIT,
                "outcome", step.outcome());
    }

    private List<Map<String, String>> unsent() {
        return simulation.unsent().stream()
                .map(unsent -> Map.of(
                        "notice", unsent.notice(),
                        "on", Objects.requireNonNull(unsent.on()).replace('-', ' '),
                        "audiences", String.join(", ", unsent.audiences())))
                .toList();
    }
}
