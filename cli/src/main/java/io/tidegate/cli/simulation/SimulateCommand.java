package io.tidegate.cli.simulation;

import io.tidegate.cli.text.TextFile;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanPlaces;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.window.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a plan against a clock that jumps, and shows what people will get to see. */
@Command(
        name = "simulate",
        description =
                "Plays a plan from two weeks before its window to a week after it, in no time: every notice with its"
                        + " words, everybody who is asked, every step, the point of no return, and what there is to think about.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the window completes, or something was made to go otherwise",
            "1:the window does not complete, or the plan or the file of times is not valid",
            "2:the command line is wrong"
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int NOT_SO = 1;

    /** How a simulation is shown. */
    enum Format {
        table,
        json,
        html
    }

    @Parameters(paramLabel = "FILE", description = "A plan in YAML.")
    private Path file = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "START",
            description =
                    "When the window starts instead of when the plan says: 2026-12-01T05:00 in the plan's zone, or"
                            + " with a distance from UTC, 2026-12-01T05:00+07:00.")
    private @Nullable String at;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: table.")
    private Format format = Format.table;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes there instead of to standard output.")
    private @Nullable Path out;

    @Option(
            names = "--rehearsed",
            paramLabel = "FILE",
            description = "How long steps have taken before: YAML such as 'migrate: 42s', or the output of"
                    + " tidegate replay --json of a window of this plan.")
    private @Nullable Path rehearsed;

    @Option(
            names = "--fail",
            paramLabel = "STEP",
            split = ",",
            description = "Steps that do not succeed, to see what happens then.")
    private Set<String> failing = Set.of();

    @Option(
            names = "--slow",
            paramLabel = "STEP=DURATION",
            split = ",",
            description = "Steps that take so long without anybody having expected it, such as migrate=40m: milestones"
                    + " that are missed, an overrun, what is proposed.")
    private Map<String, String> slow = Map.of();

    @Option(
            names = "--silent",
            paramLabel = "ROLE",
            split = ",",
            description = "Roles for which nobody answers, to see who is called, and when.")
    private Set<String> silent = Set.of();

    @Option(
            names = "--status-page",
            paramLabel = "URL",
            defaultValue = "https://status.example.org",
            description = "Address of the status page, as notices name it. Default: ${DEFAULT-VALUE}.")
    private String statusPage = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            return simulate(line);
        } catch (TextFile.UnreadableException e) {
            line.getErr().println(e.getMessage());
            return NOT_SO;
        } finally {
            line.getOut().flush();
            line.getErr().flush();
        }
    }

    private int simulate(CommandLine line) throws TextFile.UnreadableException {
        String yaml = TextFile.read(file);
        return switch (PlanReader.read(file.toString(), yaml)) {
            case PlanReader.Reading.Invalid invalid -> {
                invalid.problems().forEach(line.getErr()::println);
                yield NOT_SO;
            }
            case PlanReader.Reading.Valid valid -> simulate(line, yaml, valid.plan(), valid.hash());
        };
    }

    private int simulate(CommandLine line, String yaml, Plan plan, String hash) throws TextFile.UnreadableException {
        for (String step : failing) {
            if (plan.step(step).isEmpty()) {
                throw new ParameterException(line, "--fail: the plan has no step '" + step + "'");
            }
        }
        for (String role : silent) {
            if (plan.team().stream().noneMatch(member -> member.role().equals(role))) {
                throw new ParameterException(line, "--silent: the plan's team has no role '" + role + "'");
            }
        }
        Map<String, Duration> slowly = slowly(line, plan);
        Instant start = start(line, plan);
        return switch (rehearsedTimes(plan)) {
            case RehearsedTimes.Reading.Invalid invalid -> {
                invalid.problems().forEach(line.getErr()::println);
                yield NOT_SO;
            }
            case RehearsedTimes.Reading.Valid valid
            when plan.waves() != null -> {
                StepTimes times = new StepTimes(valid.times(), slowly);
                WavePlay wave = WavePlay.of(
                        plan, Objects.requireNonNull(plan.waves()), start, (one, from) -> new Simulator(statusPage)
                                .simulate(one, PlanReader.hash(one), from, times, failing, silent));
                show(line, wave, PlanPlaces.of(file.toString(), yaml));
                yield wave.completes()
                                || !wave.played().getFirst().simulation().made().isEmpty()
                        ? ExitCode.OK
                        : NOT_SO;
            }
            case RehearsedTimes.Reading.Valid valid -> {
                Simulation simulation = new Simulator(statusPage)
                        .simulate(plan, hash, start, new StepTimes(valid.times(), slowly), failing, silent);
                show(line, simulation, PlanPlaces.of(file.toString(), yaml));
                yield simulation.outcome() == Status.COMPLETED
                                || !simulation.made().isEmpty()
                        ? ExitCode.OK
                        : NOT_SO;
            }
        };
    }

    private Map<String, Duration> slowly(CommandLine line, Plan plan) {
        Map<String, Duration> slowly = new HashMap<>();
        slow.forEach((step, time) -> {
            if (plan.step(step).isEmpty()) {
                throw new ParameterException(line, "--slow: the plan has no step '" + step + "'");
            }
            try {
                slowly.put(step, Durations.parse(time));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        line, "--slow: found '" + time + "'; allowed a duration: 45s, 10m, 2h or 1h30m", e);
            }
        });
        return slowly;
    }

    private Instant start(CommandLine line, Plan plan) {
        try {
            return Start.of(plan, at);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, e.getMessage(), e);
        }
    }

    private RehearsedTimes.Reading rehearsedTimes(Plan plan) throws TextFile.UnreadableException {
        return rehearsed == null
                ? new RehearsedTimes.Reading.Valid(Map.of())
                : RehearsedTimes.read(rehearsed.toString(), TextFile.read(rehearsed), plan);
    }

    private void show(CommandLine line, Simulation simulation, PlanPlaces places) throws TextFile.UnreadableException {
        String text =
                switch (format) {
                    case table -> TableReport.of(simulation, places, out == null ? Ansi.AUTO : Ansi.OFF);
                    case json -> Json.write(simulation) + "\n";
                    case html -> HtmlReport.of(simulation);
                };
        put(line, text);
    }

    /** A page shows one window, which is the first: what the others see differs in the time and the target's name alone. */
    private void show(CommandLine line, WavePlay wave, PlanPlaces places) throws TextFile.UnreadableException {
        List<Simulation> played =
                wave.played().stream().map(WavePlay.Group::simulation).toList();
        String text =
                switch (format) {
                    case table -> table(wave, places, out == null ? Ansi.AUTO : Ansi.OFF);
                    case json -> Json.write(played) + "\n";
                    case html -> HtmlReport.of(played.getFirst());
                };
        put(line, text);
        if (format == Format.html) {
            line.getErr()
                    .println("The page shows " + WavePlay.heading(wave.played().getFirst()));
        }
    }

    private static String table(WavePlay wave, PlanPlaces places, Ansi ansi) {
        StringBuilder text = new StringBuilder(wave.heading()).append('\n');
        for (WavePlay.Group group : wave.played()) {
            text.append('\n').append(WavePlay.heading(group)).append("\n\n");
            text.append(TableReport.of(group.simulation(), places, ansi));
        }
        if (wave.stopped() != null) {
            text.append('\n').append(wave.stopped()).append('\n');
        }
        return text.toString();
    }

    private void put(CommandLine line, String text) throws TextFile.UnreadableException {
        if (out == null) {
            line.getOut().print(text);
        } else {
            TextFile.write(out, text);
        }
    }
}
